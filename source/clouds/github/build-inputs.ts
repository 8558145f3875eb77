import {type WorkflowDocument} from '../../core/workflow/document.js';
import {getServerFields, getStoreFields, type SecretField} from '../credentials/secret-fields.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type DispatchRequest} from '../../ports/platform.js';
import {type DispatchTarget} from './dispatch-target.js';

/** GitHub: "the maximum payload for inputs is 65,535 characters". */
const maxInputsLength = 65_535;

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

/** The dispatch inputs of an action: FaaSr's overwritten fields, nothing else, and where the document is. */
export const buildInputs = (
	{action, rank, invocation}: DispatchRequest,
	{server}: DispatchTarget,
	{document, payloadUrl, secrets}: {readonly document: WorkflowDocument; readonly payloadUrl: string; readonly secrets: Secrets},
) => {
	const overwritten = JSON.stringify({
		FunctionInvoke: action,
		InvocationID: invocation.id,
		InvocationTimestamp: invocation.timestamp,
		...(rank === undefined ? {} : {FunctionRank: rank}),
		...(server.UseSecretStore ? {} : getCredentials(document, secrets)),
	});
	if (overwritten.length + payloadUrl.length > maxInputsLength) {
		throw new FaasrTuiError(`The action ${action} cannot be dispatched: its inputs have ${overwritten.length + payloadUrl.length} characters, and GitHub accepts ${maxInputsLength}.`, {
			code: 'document-invalid',
			hint: 'Set UseSecretStore to true for its server, so that servers and stores need not travel with the dispatch.',
		});
	}

	return {OVERWRITTEN: overwritten, PAYLOAD_URL: payloadUrl};
};
