import {getEntries, isJsonObject} from '../json/json-object.js';
import {credentialKeys} from '../lint/find-credentials.js';
import {dataStoreSchema} from '../schema/document-schema.js';
import {serverSchema} from '../schema/server-schema.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** Told of every change, in a sentence. */
export type Note = (change: string) => void;

const oldNames: ReadonlyMap<string, string> = new Map([['RepoName', 'ActionRepoName'], ['Ref', 'Branch']]);

const keepKnown = (entry: JsonObject, known: JsonObject, describe: (key: string, reason: string) => void): Record<string, unknown> => {
	const kept: Record<string, unknown> = {};
	for (const [key, value] of Object.entries(entry)) {
		if (credentialKeys.has(key)) {
			describe(key, 'credentials come from the environment');
		} else if (!Object.hasOwn(known, key)) {
			describe(key, 'FaaSr 2 refuses it');
		} else if (value !== '' && value !== null) {
			kept[key] = value;
		}
	}

	return kept;
};

const migrateServer = (name: string, entry: JsonObject, note: Note): JsonObject => {
	const renamed = Object.fromEntries(Object.entries(entry).map(([key, value]) => {
		const newName = oldNames.get(key);
		if (newName === undefined || Object.hasOwn(entry, newName)) {
			return [key, value];
		}

		note(`Compute server ${name}: ${key} is ${newName} now.`);
		return [newName, value];
	}));
	const server = keepKnown(renamed, serverSchema.properties, (key, reason) => {
		note(`Compute server ${name}: ${key} is left out, ${reason}.`);
	});
	return server['FaaSType'] === 'GitHubActions' ? {Branch: 'main', UseSecretStore: true, ...server} : server;
};

const migrateStore = (name: string, entry: JsonObject, note: Note): JsonObject => {
	const {Protocol: protocol, Anonymous: anonymous, ...rest} = entry;
	const store = keepKnown(rest, dataStoreSchema.properties, (key, reason) => {
		note(`Data store ${name}: ${key} is left out, ${reason}.`);
	});
	const endpoint = store['Endpoint'];
	if (typeof endpoint === 'string' && !/^https?:\/\//i.test(endpoint)) {
		store['Endpoint'] = `${typeof protocol === 'string' && protocol !== '' ? protocol.replace(/:?\/*$/, '') : 'https'}://${endpoint}`;
		note(`Data store ${name}: Endpoint is an address now, ${String(store['Endpoint'])}.`);
	}

	return anonymous === true || (typeof anonymous === 'string' && anonymous !== '') ? {...store, Anonymous: anonymous === true ? 'TRUE' : anonymous} : store;
};

const migrateEach = (value: unknown, migrate: (name: string, entry: JsonObject) => JsonObject): JsonObject =>
	Object.fromEntries(getEntries(value).map(([name, entry]) => [name, isJsonObject(entry) ? migrate(name, entry) : entry]));

/** Writes `ComputeServers` of any version as FaaSr 2 wants them, without credentials. */
export const migrateServers = (value: unknown, note: Note): JsonObject =>
	migrateEach(value, (name, entry) => migrateServer(name, entry, note));

/** Writes `DataStores` of any version as FaaSr 2 wants them, without credentials. */
export const migrateStores = (value: unknown, note: Note): JsonObject =>
	migrateEach(value, (name, entry) => migrateStore(name, entry, note));
