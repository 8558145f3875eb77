import {type ComputeServer} from '../../../core/workflow/document.js';
import {ActionExit, missingKey, UncaughtError} from './action-exit.js';
import {type RunningAction} from './action-context.js';
import {type DispatchSentences} from './executor-options.js';
import {parseTarget} from './check-graph.js';
import {reach, readMessage} from './fetch-document.js';
import {type FunctionResult} from './python-text.js';
import {getActions, getServers, getStores} from './payload.js';

const source = 'scheduler.py';

type Destination = {
	readonly repository: string;
	readonly file: string;
	readonly ref: string;
	readonly token: string;
};

/** Where a dispatch goes; servers of other platforms have no repository, here all of theirs is `local/local`. */
const getDestination = ({payload, job}: RunningAction, serverName: string, server: ComputeServer, name: string): Destination => {
	const isGithub = server.FaaSType === 'GitHubActions';
	const need = (key: 'UserName' | 'ActionRepoName' | 'Branch', otherwise: string): string => {
		const value = server[key];
		if (isGithub && value === undefined) {
			throw missingKey(key);
		}

		return (isGithub ? value : undefined) ?? otherwise;
	};

	const file = `${String(payload.require('WorkflowName'))}-${name}`;
	const inline = server['Token'];
	return {
		repository: `${need('UserName', 'local')}/${need('ActionRepoName', 'local')}`,
		// Upstream tests for `.ml`, meaning `.yml` (scheduler.py:143).
		file: file.endsWith('.ml') || file.endsWith('.yaml') ? file : `${file}.yml`,
		ref: need('Branch', 'main'),
		token: job.env[`${serverName}_PAT`] ?? (typeof inline === 'string' ? inline : job.env['GH_PAT'] ?? ''),
	};
};

/** Where secrets go in the document, by the ending of the variable that holds them (engine/faasr_payload.py replace_secrets). */
const secretKeys: ReadonlyMap<string, string> = new Map([
	['PAT', 'Token'], ['Token', 'Token'], ['APIkey', 'APIkey'], ['AccessKey', 'AccessKey'], ['SecretKey', 'SecretKey'],
]);

const fillSecrets = (table: Readonly<Record<string, Record<string, unknown>>>, env: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> =>
	Object.fromEntries(Object.entries(table).map(([name, fields]) => {
		const secrets = [...secretKeys].map(([ending, key]) => [key, env[`${name}_${ending}`]] as const);
		return [name, {...fields, ...Object.fromEntries(secrets.filter(([, value]) => value !== undefined))}];
	}));

/** Secrets travel along exactly when the target does not read them from its own store (scheduler.py invoke_gh). */
const setSecrets = (action: RunningAction, server: ComputeServer): void => {
	const {job: {env}, payload} = action;
	const {overwritten} = payload;
	if (server.UseSecretStore) {
		delete overwritten['ComputeServers'];
		delete overwritten['DataStores'];
	} else {
		overwritten['ComputeServers'] = fillSecrets(getServers(payload), env);
		overwritten['DataStores'] = fillSecrets(getStores(payload), env);
	}
};

const post = async ({job, payload}: RunningAction, {repository, file, ref, token}: Destination): Promise<{readonly status: number; readonly text: string}> => {
	const response = await reach(job, `${job.apiUrl}/repos/${repository}/actions/workflows/${encodeURIComponent(file)}/dispatches`, {
		method: 'POST',
		headers: {
			authorization: `token ${token}`,
			accept: 'application/vnd.github.v3+json',
			'content-type': 'application/json',
			'x-github-api-version': '2022-11-28',
		},
		body: JSON.stringify({ref, inputs: {OVERWRITTEN: JSON.stringify(payload.overwritten), PAYLOAD_URL: payload.url}}),
	});
	return {status: response.status, text: await response.text()};
};

const describeRefusal = (status: number, text: string, {repository, file, ref}: Destination): string => {
	switch (status) {
		case 401: {
			return 'GitHub Action: Authentication failed, check the credentials';
		}

		case 404: {
			return `GitHub Action: Cannot find the destination: check repo: ${repository}, workflow: ${file}, and branch: ${ref}`;
		}

		case 422: {
			const message = readMessage(text);
			return message === 'invalid or no response from GH' ? `GitHub Action': 'Cannot find the destination; check ref ${ref}` : `GitHub Action: ${message}`;
		}

		default: {
			// 403, 429 and 5xx alike (scheduler.py:220).
			return 'GitHub Action: No response from GitHub';
		}
	}
};

const dispatchToActions = async (action: RunningAction, name: string, destination: Destination): Promise<DispatchSentences> => {
	const {status, text} = await post(action, destination);
	return status === 204 || status === 200
		? {lines: [`GitHub Action: Successfully invoked: ${name}`]}
		: {lines: [], failure: describeRefusal(status, text, destination)};
};

const dispatch = async (action: RunningAction, name: string, serverName: string, server: ComputeServer): Promise<void> => {
	const {log, payload, options: {dispatchElsewhere}} = action;
	log.debug(source, `Prepending workflow name. Full function: ${String(payload.require('WorkflowName'))}-${name}`);
	const destination = getDestination(action, serverName, server, name);
	setSecrets(action, server);
	const {lines, failure} = await dispatchElsewhere?.({action: name, serverName, server, overwritten: payload.overwritten, payloadUrl: payload.url})
		?? await dispatchToActions(action, name, destination);
	for (const line of lines) {
		log.info(source, line);
	}

	if (failure !== undefined) {
		await log.error(source, failure);
		throw new ActionExit(1);
	}
};

const trigger = async (action: RunningAction, target: string): Promise<void> => {
	const {payload, log} = action;
	const {overwritten} = payload;
	const {action: name, rank: maxRank} = parseTarget(target);
	const definition = getActions(payload)[name];
	overwritten['FunctionInvoke'] = name;
	if (definition === undefined) {
		throw missingKey(name);
	}

	const server = getServers(payload)[definition.FaaSServer];
	for (let rank = 1; rank <= maxRank; rank++) {
		if (maxRank > 1) {
			overwritten['FunctionRank'] = rank;
		} else {
			delete overwritten['FunctionRank'];
		}

		if (server === undefined) {
			await log.error(source, `invalid server name: ${definition.FaaSServer}`);
			throw new ActionExit(1);
		}

		await dispatch(action, name, definition.FaaSServer, server);
	}
};

/** Dispatches the successors that the result leads to, in the order of `InvokeNext` (FaaSr_py's engine/scheduler.py). */
export const scheduleSuccessors = async (action: RunningAction, result: FunctionResult): Promise<void> => {
	const {log, current} = action;
	const {InvokeNext: next = []} = current.definition;
	const entries = typeof next === 'string' ? [next] : next;
	if (entries.length === 0) {
		log.info(source, `no triggers for ${current.name}`);
		return;
	}

	if (result === 'None' && entries.some(entry => typeof entry !== 'string')) {
		await log.error(source, 'InvokeNext contains conditionals but function did not return a value');
		throw new ActionExit(1);
	}

	for (const entry of entries) {
		const targets = typeof entry === 'string' ? [entry] : (entry as Readonly<Record<string, string | readonly string[]>>)[result];
		if (targets === undefined) {
			throw new UncaughtError('TypeError', '\'NoneType\' object is not iterable');
		}

		for (const target of typeof targets === 'string' ? [targets] : targets) {
			await trigger(action, target);
		}
	}
};
