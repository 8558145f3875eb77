import {type ComputeServer, type WorkflowDocument} from '../../core/workflow/document.js';
import {type DispatchRequest} from '../../ports/platform.js';
import {getServerFields, getStoreFields, type SecretField} from './secret-fields.js';

type Secrets = Readonly<Record<string, string>>;

const addSecrets = <Entry extends Readonly<Record<string, unknown>>>(
	name: string, entry: Entry, fields: readonly SecretField[], secrets: Secrets,
): Entry => ({
	...entry,
	...Object.fromEntries(fields.flatMap(([field, suffix]) => {
		const secret = secrets[`${name}_${suffix}`];
		return secret === undefined ? [] : [[field, secret]];
	})),
});

/** Servers and stores with their secrets: what an action without a secret store needs to work and to dispatch its successors. */
const getCredentials = (document: WorkflowDocument, secrets: Secrets) => ({
	ComputeServers: Object.fromEntries(Object.entries(document.ComputeServers).map(([name, server]) =>
		[name, addSecrets(name, server, getServerFields(server.FaaSType), secrets)])),
	DataStores: Object.fromEntries(Object.entries(document.DataStores).map(([name, store]) =>
		[name, addSecrets(name, store, getStoreFields(), secrets)])),
});

/** FaaSr's OVERWRITTEN of a dispatch, as JSON: who runs in which invocation, and servers and stores with their secrets where the action has no secret store. */
export const buildOverwritten = (
	{action, rank, invocation}: DispatchRequest,
	server: ComputeServer,
	{document, secrets}: {readonly document: WorkflowDocument; readonly secrets: Secrets},
): string => JSON.stringify({
	FunctionInvoke: action,
	InvocationID: invocation.id,
	InvocationTimestamp: invocation.timestamp,
	...(rank === undefined ? {} : {FunctionRank: rank}),
	...(server.UseSecretStore ? {} : getCredentials(document, secrets)),
});
