import {isFaasrImage} from '../container-image.js';
import {recogniseOldDialect} from '../dialect.js';
import {getEntries, getOwn, isJsonObject} from '../json/json-object.js';
import {actionSchema} from '../schema/action-schema.js';
import {migrateInvokeNext} from './migrate-invoke-next.js';
import {migrateServers, migrateStores, type Note} from './migrate-servers.js';
import {migrateName, renameActions} from './rename-actions.js';

type JsonObject = Readonly<Record<string, unknown>>;

export type MigrationOptions = {
	/** For a document without one: FaaSr 0 and 1 had no `WorkflowName`. */
	readonly workflowName: string;
	/** The language of a function's file, where it is known. */
	readonly findType: (functionName: string) => 'Python' | 'R' | undefined;
};

export type MigratedDocument = {
	readonly document: JsonObject;
	/** What was changed, a sentence each. What could not be migrated is what `parseWorkflow` finds in the document. */
	readonly changes: readonly string[];
};

/** FaaSr's own images for GitHub Actions, by language. */
export const githubImages = {
	Python: 'ghcr.io/faasr/github-actions-python:latest',
	R: 'ghcr.io/faasr/github-actions-r:latest',
} as const;

type Migration = MigrationOptions & {
	readonly source: JsonObject;
	readonly isOld: boolean;
	readonly rename: (action: string) => string;
	readonly note: Note;
};

/** FaaSr 0 named a repository `owner/name` where FaaSr 2 names a function. */
const getFunctionName = (entry: JsonObject): string | undefined => {
	const {FunctionName: name, Actionname: oldName} = entry;
	return typeof name === 'string' ? name : (typeof oldName === 'string' ? oldName.split('/').at(-1)?.replaceAll(/\W/g, '_') : undefined);
};

const migrateAction = (name: string, entry: JsonObject, {findType, isOld, rename, note}: Migration): JsonObject => {
	const {Actionname: oldName, InvokeNext: next, ...rest} = entry;
	const functionName = getFunctionName(entry);
	const kept = Object.fromEntries(Object.entries(rest).filter(([key]) => {
		const isKnown = Object.hasOwn(actionSchema.properties, key);
		if (!isKnown) {
			note(`Action ${name}: ${key} is left out, FaaSr 2 refuses it.`);
		}

		return isKnown;
	}));
	if (typeof oldName === 'string' && functionName !== undefined) {
		note(`Action ${name}: Actionname ${oldName} is FunctionName ${functionName} now.`);
	}

	const known = functionName === undefined ? undefined : findType(functionName);
	const found = known ?? (isOld ? 'R' : undefined);
	const type = kept['Type'] ?? found;
	if (kept['Type'] === undefined && found !== undefined) {
		note(`Action ${name}: Type is ${found}, ${known === undefined ? 'the only language of FaaSr 0 and 1' : 'as its file says'}.`);
	}

	return {
		...(functionName !== undefined && {FunctionName: functionName}),
		...kept,
		...(type !== undefined && {Type: type}),
		InvokeNext: migrateInvokeNext(next, rename),
	};
};

const migrateContainers = (actions: JsonObject, servers: JsonObject, {source, isOld, rename, note}: Migration): JsonObject => {
	const old = new Map(getEntries(source['ActionContainers']).map(([name, image]) => [rename(name), image]));
	return Object.fromEntries(Object.entries(actions).flatMap(([name, action]) => {
		const image = old.get(name);
		const {Type: type, FaaSServer: serverName} = action as {readonly Type?: unknown; readonly FaaSServer?: unknown};
		const server = getOwn(servers, String(serverName));
		const isGithub = isJsonObject(server) && server['FaaSType'] === 'GitHubActions';
		const official = isGithub && (type === 'Python' || type === 'R') ? githubImages[type] : undefined;
		const isStale = image === undefined || (isOld && typeof image === 'string' && isFaasrImage(image));
		if (isStale && official !== undefined && official !== image) {
			note(`Action ${name}: its image is ${official}${typeof image === 'string' ? `, in place of ${image}` : ''}.`);
		}

		const chosen = isStale ? official ?? image : image;
		return chosen === undefined ? [] : [[name, chosen]];
	}));
};

/** FaaSr 0 keyed the repositories by `Actionname`. */
const migrateRepositories = (entries: readonly JsonObject[], {source}: Migration): JsonObject => {
	const newKeys = new Map(entries.map(entry => [String(entry['Actionname']), getFunctionName(entry)]));
	return Object.fromEntries(getEntries(source['FunctionGitRepo']).map(([key, value]) => [newKeys.get(key) ?? key, value]));
};

const isUuid = (text: unknown): boolean => typeof text === 'string' && /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);

const migrateRoot = (actions: JsonObject, entries: readonly JsonObject[], migration: Migration): JsonObject => {
	const {source, workflowName, rename, note} = migration;
	const {FunctionList: list, ActionList: actionList, ActionContainers: containers, FunctionGitRepo: repositories, ComputeServers, DataStores, LoggingServer: loggingServer, InvocationID: id, ...rest} = source;
	const servers = migrateServers(ComputeServers, note);
	const stores = migrateStores(DataStores, note);
	const logging = rest['LoggingDataStore'] ?? loggingServer;
	const name = typeof rest['WorkflowName'] === 'string' ? rest['WorkflowName'] : workflowName;
	if (name !== rest['WorkflowName'] || migrateName(name) !== name) {
		note(`WorkflowName is ${migrateName(name)}${rest['WorkflowName'] === undefined ? '' : `, in place of ${name}`}.`);
	}

	if (id !== undefined && id !== '' && !isUuid(id)) {
		note('InvocationID is left out: each run gets its own.');
	}

	const images = migrateContainers(actions, servers, migration);
	return {
		...rest,
		WorkflowName: migrateName(name),
		FunctionInvoke: rename(typeof rest['FunctionInvoke'] === 'string' ? rest['FunctionInvoke'].replace(/\(\d+\)$/, '') : ''),
		ActionList: actions,
		...(Object.keys(images).length > 0 && {ActionContainers: images}),
		...(repositories !== undefined && {FunctionGitRepo: migrateRepositories(entries, migration)}),
		ComputeServers: servers,
		DataStores: stores,
		DefaultDataStore: rest['DefaultDataStore'] ?? logging ?? Object.keys(stores)[0],
		LoggingDataStore: logging ?? rest['DefaultDataStore'] ?? Object.keys(stores)[0],
		FaaSrLog: rest['FaaSrLog'] ?? 'FaaSrLog',
		...(isUuid(id) && {InvocationID: id}),
	};
};

/**
Writes a document of FaaSr 0, 1 or an early 2 as FaaSr 2.1.0 wants it (faasr.md 4): `ActionList`, lists in `InvokeNext`, conditions as objects,
hyphens in names, a language and an image for every action, no credentials and no keys that FaaSr 2 refuses.
*/
export const migrateDocument = (source: JsonObject, options: MigrationOptions): MigratedDocument => {
	const changes: string[] = [];
	const note: Note = change => {
		changes.push(change);
	};

	const isOld = recogniseOldDialect(source) !== undefined;
	const entries = getEntries(isOld ? source['FunctionList'] : source['ActionList']).map(([name, entry]) => [name, isJsonObject(entry) ? entry : {}] as const);
	const names = renameActions(entries.map(([name]) => name));
	for (const [name, newName] of names) {
		if (name !== newName) {
			note(`Action ${name} is ${newName} now.`);
		}
	}

	const migration: Migration = {...options, source, isOld, rename: action => names.get(action) ?? action, note};
	const actions = Object.fromEntries(entries.map(([name, entry]) => [migration.rename(name), migrateAction(migration.rename(name), entry, migration)]));
	if (isOld) {
		changes.unshift('FunctionList is ActionList now, and every InvokeNext a list.');
	}

	return {document: migrateRoot(actions, entries.map(([, entry]) => entry), migration), changes};
};
