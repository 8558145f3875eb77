import {type WorkflowDocument} from '../../core/workflow/document.js';
import {isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type Clock} from '../../ports/clock.js';
import {isSafeUrl} from '../../clouds/network/is-safe-url.js';
import {getPartition, getTimeLimit} from '../../clouds/slurm/build-job.js';
import {createSlurmClient, type SlurmClient} from '../../clouds/slurm/create-slurm-client.js';
import {chooseVersion, findPartition, listVersions, pingSlurm} from '../../clouds/slurm/describe-server.js';
import {findDollars} from '../../clouds/slurm/find-dollars.js';
import {describeToken, getTokenHint, SlurmError} from '../../clouds/slurm/slurm-error.js';
import {getSlurmServer} from '../../clouds/slurm/slurm-server.js';
import {type Check, fail, failWith, pass, warn} from './check.js';
import {type PreflightOptions} from './preflight-context.js';

export type SlurmCheckOptions = {
	readonly document: WorkflowDocument;
	/** In `ComputeServers`. */
	readonly serverName: string;
	readonly token: string;
	readonly clock: Clock;
};

type Context = SlurmCheckOptions & {readonly client: SlurmClient; readonly actions: readonly string[]};

const tokenId = 'slurm-token ';
const minuteMs = 60_000;
const leastMinutes = 60;
const dayMinutes = 1440;

const listActions = ({ActionList}: WorkflowDocument, server: string): readonly string[] =>
	Object.keys(ActionList).filter(action => ActionList[action]?.FaaSServer === server);

const renderTime = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** What the token says of itself: a later hop of the run uses the same one. */
const checkToken = ({client: {slurm, claims}, document, actions, clock}: Context): Check => {
	const id = `${tokenId}${slurm.name}`;
	const fault = describeToken({slurm, claims, now: clock.now()});
	if (fault !== undefined) {
		return fail(id, `The token of the SLURM server ${slurm.name} cannot work: ${fault}.`, {code: 'credentials', hint: getTokenHint(slurm)});
	}

	const {expiresAt} = claims!;
	if (expiresAt === undefined) {
		return pass(id, `The token of the SLURM server ${slurm.name} is ${slurm.userName}'s and does not expire.`);
	}

	const leftMinutes = Math.floor((expiresAt - clock.now()) / minuteMs);
	const neededMinutes = Math.max(leastMinutes, actions.reduce((sum, action) => sum + getTimeLimit(document, action, slurm), 0));
	return leftMinutes < neededMinutes
		? warn(id, `The token of the SLURM server ${slurm.name} expires in ${leftMinutes} min, and the jobs of a run may take ${neededMinutes} min: those after it cannot be submitted.`, getTokenHint(slurm))
		: pass(id, `The token of the SLURM server ${slurm.name} is ${slurm.userName}'s, valid until ${renderTime(expiresAt)}.`);
};

const checkAddress = ({client: {slurm: {name, http}}}: Context): readonly Check[] => {
	const id = `slurm-address ${name}`;
	const {host} = new URL(http.origin);
	return [
		...(isSafeUrl(new URL(http.origin)) ? [] : [warn(id, `The SLURM server ${name} is reached over http (${host}): its token and all credentials can be read on the way.`, `Use https in ${http.setting}, or a network that nobody else is in.`)]),
		...(http.isUnverified ? [warn(id, `The certificate of the SLURM server ${name} is not checked (AllowSelfSignedCertificate).`, `Put the certificate into ComputeServers.${name}.SSLCertificate.`)] : []),
	];
};

/** A server may keep the list to itself; the ping tells then. */
const listVersionsIfAny = async (client: SlurmClient, signal: AbortSignal | undefined): Promise<readonly string[]> => {
	try {
		return await listVersions(client, signal);
	} catch (error) {
		if (error instanceof SlurmError) {
			return [];
		}

		throw error;
	}
};

const checkVersion = async ({client}: Context, signal: AbortSignal | undefined): Promise<Check> => {
	const {slurm: {name, version, http}} = client;
	const id = `slurm ${name}`;
	const versions = await listVersionsIfAny(client, signal);
	if (versions.length > 0 && !versions.includes(version)) {
		const choice = chooseVersion(versions);
		return fail(id, `The SLURM server ${name} has no API version ${version}; it has ${versions.join(', ')}.`, {
			hint: choice === undefined ? 'faasr-tui reads v0.0.36 to v0.0.45.' : `Set ComputeServers.${name}.APIVersion to ${choice}.`,
		});
	}

	const {isUp, release} = await pingSlurm(client, signal);
	const slurm = release === undefined ? 'Slurm' : `Slurm ${release}`;
	return isUp
		? pass(id, `${slurm} answers at ${new URL(http.origin).host} with API version ${version}.`)
		: warn(id, `slurmrestd of ${name} answers, and its slurmctld does not: no job can be submitted.`, 'Ask who runs the cluster.');
};

const checkPartition = async ({client, document}: Context, partition: string, actions: readonly string[], signal: AbortSignal | undefined): Promise<Check> => {
	const {slurm} = client;
	const id = `slurm-partition ${slurm.name}/${partition}`;
	const found = await findPartition(client, partition, signal);
	if (found === undefined) {
		return fail(id, `The SLURM server ${slurm.name} has no partition ${partition}.`, {hint: `Check Partition of ${actions.join(', ')} and of ComputeServers.${slurm.name}; "sinfo" on the cluster lists them.`});
	}

	// v0.0.36 tells no state.
	if (found.states.length > 0 && !found.states.includes('UP')) {
		return warn(id, `The partition ${partition} of ${slurm.name} is not up (${found.states.join(', ')}): jobs wait in it.`, 'Choose another partition, or ask who runs the cluster.');
	}

	const {mostMinutes} = found;
	const tooLong = actions.find(action => mostMinutes !== undefined && getTimeLimit(document, action, slurm) > mostMinutes);
	return tooLong === undefined
		? pass(id, `The partition ${partition} of ${slurm.name} is up${mostMinutes === undefined ? '' : `; its jobs may take ${mostMinutes} min`}.`)
		: warn(id, `The job of ${tooLong} wants ${getTimeLimit(document, tooLong, slurm)} min, and the partition ${partition} of ${slurm.name} allows ${mostMinutes} min: it would wait for ever.`, 'Lower TimeLimit, which counts minutes on SLURM.');
};

/** Who takes seconds for the unit, as on Kubernetes, asks for days. */
const checkTimeLimits = ({client: {slurm}, document, actions}: Context): readonly Check[] => actions.flatMap(action => {
	const minutes = getTimeLimit(document, action, slurm);
	return minutes > dayMinutes
		? [warn(`slurm-time-limit ${action}`, `TimeLimit of ${action} is ${minutes} on the SLURM server ${slurm.name}, which counts minutes: ${(minutes / 60).toFixed(0)} hours.`, 'Lower it if seconds are meant.')]
		: [];
});

const checkContainers = ({document, actions, serverName}: Context): readonly Check[] => actions
	.filter(action => (document.ActionContainers?.[action] ?? '') === '')
	.map(action => fail(`slurm-container ${action}`, `No container is named for ${action}, which runs on the SLURM server ${serverName}.`, {code: 'document-invalid', hint: 'Add it to ActionContainers.'}));

/** What is wrong with the secrets that FaaSr would pass on to a job. Nothing is sent. */
export const checkDollars = (document: WorkflowDocument, secrets: Readonly<Record<string, string>>): readonly Check[] => findDollars(document, secrets)
	.map(name => fail(`slurm-secret ${name}`, `${name} has a "$", which FaaSr spoils on the way to an action on SLURM: that action would fail without a word.`, {code: 'credentials', hint: 'Make a new one without "$".'}));

const attempt = async (id: string, work: () => Promise<readonly Check[]>): Promise<readonly Check[]> => {
	try {
		return await work();
	} catch (error) {
		if (isFaasrTuiError(error)) {
			return [failWith(id, error)];
		}

		throw error;
	}
};

const listUsedServers = ({ActionList, ComputeServers}: WorkflowDocument): readonly string[] =>
	[...new Set(Object.values(ActionList).map(({FaaSServer}) => FaaSServer))].filter(name => ComputeServers[name]?.FaaSType === 'SLURM');

/** What can be said without asking anybody. */
const checkUnasked = (context: Context): readonly Check[] => [...checkAddress(context), checkToken(context), ...checkContainers(context), ...checkTimeLimits(context)];

const openContext = (options: SlurmCheckOptions): Context => {
	const {document, serverName, token, clock} = options;
	return {...options, client: createSlurmClient({slurm: getSlurmServer(document, serverName), token, clock}), actions: listActions(document, serverName)};
};

const checkPartitions = async function * (context: Context, signal: AbortSignal | undefined): AsyncGenerator<Check> {
	const {document, actions, client: {slurm}} = context;
	const partitions = new Map<string, readonly string[]>();
	for (const action of actions) {
		const partition = getPartition(document, action, slurm);
		partitions.set(partition, [...partitions.get(partition) ?? [], action]);
	}

	for (const [partition, own] of partitions) {
		yield * await attempt(`slurm-partition ${slurm.name}/${partition}`, async () => [await checkPartition(context, partition, own, signal)]);
	}
};

/** Everything that actions on one SLURM server depend on, in the order in which it should be put right. */
export const checkSlurm = async function * (options: SlurmCheckOptions, signal?: AbortSignal): AsyncGenerator<Check> {
	const {serverName} = options;
	const id = `slurm ${serverName}`;
	const opened: {context?: Context} = {};
	yield * await attempt(id, async () => {
		opened.context = openContext(options);
		return checkUnasked(opened.context);
	});
	const {context} = opened;
	if (context === undefined) {
		return;
	}

	const version = await attempt(id, async () => [await checkVersion(context, signal)]);
	yield * version;
	if (version.every(({status}) => status !== 'failed')) {
		yield * checkPartitions(context, signal);
	}
};

type Scope = Pick<PreflightOptions, 'document' | 'credentials' | 'clock'>;

/** All SLURM servers that run actions, and the secrets that travel to them. */
export const checkSlurmServers = async function * ({document, credentials: {servers, secrets}, clock}: Scope, signal?: AbortSignal): AsyncGenerator<Check> {
	for (const serverName of listUsedServers(document)) {
		const found = servers.get(serverName);
		if (found === undefined) {
			yield warn(`slurm ${serverName}`, `The SLURM server ${serverName} is not checked, for ${serverName}_Token is not set; its jobs are not seen while a workflow runs.`, 'Set it in the environment or in .env.');
		} else {
			yield * checkSlurm({document, serverName, token: found.token, clock}, signal);
		}
	}

	yield * checkDollars(document, secrets);
};

/** The part of it that asks nobody. Whether a token still holds is the cluster's to say, whose clock may differ: here it is a warning. */
export const checkSlurmBeforeTrigger = ({document, credentials: {servers, secrets}, clock}: Scope): readonly Check[] => [
	...listUsedServers(document).flatMap(serverName => {
		const token = servers.get(serverName)?.token;
		return token === undefined ? [] : checkUnasked(openContext({document, serverName, token, clock}));
	}).map(check => check.id.startsWith(tokenId) ? {...check, status: check.status === 'failed' ? 'warning' as const : check.status} : check),
	...checkDollars(document, secrets),
];
