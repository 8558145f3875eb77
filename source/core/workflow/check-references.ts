import {createNameFinder} from './closest-name.js';
import {error, type Finding} from './finding.js';
import {getEntries, getOwn, isJsonObject, type JsonObject} from './json/json-object.js';
import {quoteName} from './quote-name.js';
import {suggest} from './graph/check-graph.js';

const checkServers = (root: JsonObject): readonly Finding[] => {
	const servers = getOwn(root, 'ComputeServers');
	if (!isJsonObject(servers)) {
		return [];
	}

	const findName = createNameFinder(Object.keys(servers));
	return getEntries(getOwn(root, 'ActionList')).flatMap(([action, definition]) => {
		const server = isJsonObject(definition) ? getOwn(definition, 'FaaSServer') : undefined;
		return typeof server !== 'string' || server === '' || Object.hasOwn(servers, server)
			? []
			: [error(
				'undefined-server',
				['ActionList', action, 'FaaSServer'],
				`Action ${quoteName(action)} runs on server ${quoteName(server)}, which is not in ComputeServers.`,
				suggest(findName(server), 'Add the server to ComputeServers.'),
			)];
	});
};

const checkDataStores = (root: JsonObject): readonly Finding[] => {
	const stores = getOwn(root, 'DataStores');
	if (!isJsonObject(stores)) {
		return [];
	}

	const findName = createNameFinder(Object.keys(stores));
	return ['DefaultDataStore', 'LoggingDataStore'].flatMap(key => {
		const store = getOwn(root, key);
		return typeof store !== 'string' || (store === '' && key === 'DefaultDataStore') || Object.hasOwn(stores, store)
			? []
			: [error(
				'undefined-data-store',
				[key],
				`${key} names ${quoteName(store)}, which is not in DataStores.`,
				suggest(findName(store), 'Name an entry of DataStores.'),
			)];
	});
};

/** Checks that the servers and data stores a document names are in it. FaaSr finds out when an action starts. */
export const checkReferences = (document: unknown): readonly Finding[] =>
	isJsonObject(document) ? [...checkServers(document), ...checkDataStores(document)] : [];
