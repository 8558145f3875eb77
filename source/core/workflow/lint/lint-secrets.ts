import {error, type Finding, warning} from '../finding.js';
import {describePlaceFirst} from '../schema/describe-place.js';
import {quoteName} from '../quote-name.js';
import {isReservedSecret} from '../reserved-secret.js';
import {findLikelyCredentials} from './find-credentials.js';
import {type Lint} from './lint-context.js';

const lintValues: Lint = ({document}) => findLikelyCredentials(document).map(at => warning(
	'secret-in-document',
	at,
	`${describePlaceFirst(at)} looks like a credential; whoever reads the document can use it.`,
	'Revoke it, remove it here, and keep the new one in the secret store.',
));

/** Platforms whose containers FaaSr gives no secret store to read: servers and stores travel with each invocation, or the action has none. */
const storeless: Readonly<Record<string, string>> = {Kubernetes: 'kubernetes-secret-store', SLURM: 'slurm-secret-store'};

/** Of these the credentials travel whatever the document says. */
const alwaysSent: ReadonlySet<string> = new Set(['OpenWhisk']);

const lintSecretStore: Lint = ({document}) => Object.entries(document.ComputeServers).flatMap(([name, server]): readonly Finding[] => {
	const {FaaSType: type, UseSecretStore: usesStore} = server;
	const at = ['ComputeServers', name, 'UseSecretStore'];
	if (Object.hasOwn(storeless, type)) {
		return usesStore === true
			? [warning(storeless[type]!, at, `Server ${quoteName(name)} has UseSecretStore true, but ${type} has no secret store FaaSr knows; its actions find no credentials.`, 'Set "UseSecretStore": false.')]
			: [];
	}

	return usesStore === false && !alwaysSent.has(type)
		? [warning('secrets-in-payload', at, `Server ${quoteName(name)} has UseSecretStore false: the credentials of all servers and stores travel with every invocation and show in its log.`, 'Set "UseSecretStore": true.')]
		: [];
});

/** FaaSr's scheduler drops the credentials from what it passes on to a server with a secret store, and goes on without them itself (live-stage F1). */
const lintMixedStores: Lint = ({document, graph}) => [...graph.incoming].flatMap(([action, edges]): readonly Finding[] => {
	const getServer = (name: string) => document.ComputeServers[document.ActionList[name]!.FaaSServer];
	const caller = getServer(action)?.UseSecretStore === true ? edges.find(({from}) => getServer(from)?.UseSecretStore === false)?.from : undefined;
	return caller === undefined
		? []
		: [warning(
			'mixed-secret-stores',
			['ActionList', caller, 'InvokeNext'],
			`Action ${quoteName(caller)} fails when it has invoked ${quoteName(action)}: its server has UseSecretStore false, the other true, and FaaSr then drops the credentials it still needs.`,
			'Give both servers the same UseSecretStore, best true.',
		)];
});

const lintSecretNames: Lint = ({document}) => [
	{at: ['Secrets'], names: document['Secrets']},
	...Object.entries(document.ActionList).map(([action, {Secrets: names}]) => ({at: ['ActionList', action, 'Secrets'], names})),
].flatMap(({at, names}) => (Array.isArray(names) ? names : []).filter((name): name is string => typeof name === 'string' && isReservedSecret(name)).map(name => error('reserved-secret', at, `No secret can have the name ${quoteName(name)}: it would change what the job runs.`, 'Rename it.')));

/** Finds credentials in the document and servers that send them around. Messages never have the value. */
export const lintSecrets: Lint = context => [...lintValues(context), ...lintSecretStore(context), ...lintMixedStores(context), ...lintSecretNames(context)];
