import {type ActionDefinition, type ComputeServer, type WorkflowDocument} from '../../../core/workflow/document.js';
import {readMembers} from '../../../core/workflow/json/read-members.js';
import {missingKey, UncaughtError} from './action-exit.js';
import {type DataStoreAddress} from './data-store.js';

/**
The document with the dispatch's OVERWRITTEN fields on top, what FaaSr calls the payload.

Fields set here travel on to the successors, exactly as FaaSr propagates them (engine/faasr_payload.py).
*/
export type Payload = {
	/** `owner/repo/ref/path.json`. */
	readonly url: string;
	readonly overwritten: Record<string, unknown>;
	readonly get: (key: string) => unknown;
	/** Like `get`; a missing key ends the action as Python's KeyError does. */
	readonly require: (key: string) => unknown;
	readonly has: (key: string) => boolean;
	/** The text of an action's `Arguments`, as the document has it: Python takes 33.0 for a float, which our own numbers do not know. */
	readonly getArgumentsText: (action: string) => string;
};

/** The action a payload is about, fixed when the action starts: the scheduler changes `FunctionInvoke` later. */
export type CurrentAction = {
	readonly name: string;
	readonly definition: ActionDefinition & Readonly<Record<string, unknown>>;
	/** `FunctionRank`, when dispatched through a ranked edge. */
	readonly rank?: number;
	readonly predecessors: readonly string[];
};

/** The JSON texts that a payload is made of. */
export type PayloadTexts = {readonly document: string; readonly overwritten: string};

const findArguments = ({document, overwritten}: PayloadTexts, action: string): string => {
	const actions = readMembers(overwritten).get('ActionList') ?? readMembers(document).get('ActionList') ?? '';
	return readMembers(readMembers(actions).get(action) ?? '').get('Arguments') ?? '{}';
};

export const createPayload = (url: string, document: WorkflowDocument, overwritten: Readonly<Record<string, unknown>>, texts?: PayloadTexts): Payload => {
	const fields: Record<string, unknown> = {...overwritten};
	const has = (key: string): boolean => Object.hasOwn(fields, key) || Object.hasOwn(document, key);
	const get = (key: string): unknown => Object.hasOwn(fields, key) ? fields[key] : document[key];
	return {
		url,
		overwritten: fields,
		has,
		get,
		require(key) {
			if (!has(key)) {
				throw missingKey(key);
			}

			return get(key);
		},
		getArgumentsText: action => findArguments(texts ?? {document: JSON.stringify(document), overwritten: JSON.stringify(fields)}, action),
	};
};

const getTable = <Entry>(payload: Payload, key: string): Readonly<Record<string, Entry>> => {
	const table = payload.require(key);
	if (typeof table !== 'object' || table === null) {
		throw new UncaughtError('TypeError', `${key} is not an object`);
	}

	return table as Readonly<Record<string, Entry>>;
};

export const getActions = (payload: Payload): Readonly<Record<string, ActionDefinition>> => getTable(payload, 'ActionList');
export const getServers = (payload: Payload): Readonly<Record<string, ComputeServer>> => getTable(payload, 'ComputeServers');
export const getStores = (payload: Payload): Readonly<Record<string, Readonly<Record<string, unknown>>>> => getTable(payload, 'DataStores');

/** `LoggingDataStore`; an explicit null means `DefaultDataStore`, a missing key is FaaSr's KeyError (faasr.md 2a). */
export const getLoggingStoreName = (payload: Payload): string => String(payload.require('LoggingDataStore') ?? payload.require('DefaultDataStore'));

/** `{FaaSrLog}/{WorkflowName}/{InvocationTimestamp}/{InvocationID}`. */
export const getInvocationFolder = (payload: Payload): string =>
	['FaaSrLog', 'WorkflowName', 'InvocationTimestamp', 'InvocationID'].map(key => String(payload.require(key))).join('/');

/** Where a store of the document is; credentials from the run's environment, else inline in the document. */
export const getStoreAddress = (payload: Payload, name: string, env: Readonly<Record<string, string>>): DataStoreAddress => {
	const store = getStores(payload)[name];
	if (store === undefined) {
		throw missingKey(name);
	}

	if (!Object.hasOwn(store, 'Region')) {
		throw missingKey('Region');
	}

	const endpoint = store['Endpoint'];
	const accessKey = env[`${name}_AccessKey`] ?? store['AccessKey'];
	const secretKey = env[`${name}_SecretKey`] ?? store['SecretKey'];
	return {
		bucket: String(store['Bucket']),
		region: typeof store['Region'] === 'string' && store['Region'] !== '' ? store['Region'] : 'us-east-1',
		...(typeof endpoint === 'string' && endpoint !== '' ? {endpoint} : {}),
		...(typeof accessKey === 'string' ? {accessKey} : {}),
		...(typeof secretKey === 'string' ? {secretKey} : {}),
		// Any non-empty string, "FALSE" included (faasr.md 2h).
		isAnonymous: Boolean(store['Anonymous']),
	};
};
