import {getEntries, getOwn, isJsonObject} from '../../core/workflow/json/json-object.js';
import {type FoundFunction} from './find-functions.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** What of an imported document becomes the user's own. */
export type Adoption = {
	/** `owner/name`; nothing leaves the servers as they are. */
	readonly repository?: string | undefined;
	readonly branch: string;
	/** For the default store; nothing leaves it as it is. */
	readonly bucket?: string | undefined;
	readonly endpoint?: string | undefined;
	readonly region?: string | undefined;
	readonly functions: readonly FoundFunction[];
};

const mapEntries = (value: unknown, change: (entry: JsonObject, name: string) => JsonObject): JsonObject =>
	Object.fromEntries(getEntries(value).map(([name, entry]) => [name, isJsonObject(entry) ? change(entry, name) : entry]));

const adoptServers = (servers: unknown, {repository, branch}: Adoption): JsonObject => mapEntries(servers, server => {
	const [owner, name] = (repository ?? '').split('/');
	return server['FaaSType'] === 'GitHubActions' && name !== undefined ? {...server, UserName: owner, ActionRepoName: name, Branch: branch} : server;
});

/** The first GitHub repository that a document names, and the bucket of its default store: what a question offers to replace. */
export const describeOwner = (document: JsonObject): {readonly repository: string | undefined; readonly bucket: string | undefined} => {
	const github = getEntries(document['ComputeServers']).map(([, server]) => server).find(server => isJsonObject(server) && server['FaaSType'] === 'GitHubActions');
	const store = getOwn(isJsonObject(document['DataStores']) ? document['DataStores'] : {}, String(document['DefaultDataStore']));
	return {
		repository: isJsonObject(github) ? `${String(github['UserName'])}/${String(github['ActionRepoName'])}` : undefined,
		bucket: isJsonObject(store) && typeof store['Bucket'] === 'string' ? store['Bucket'] : undefined,
	};
};

/** Puts the user's repository, bucket and function files in the place of the author's. */
export const adoptDocument = (document: JsonObject, adoption: Adoption): JsonObject => {
	const {repository, branch, bucket, endpoint, region, functions} = adoption;
	const files = new Map(functions.flatMap(found => 'file' in found ? [[found.functionName, found.file] as const] : []));
	const {FunctionLocalFile: localFiles, FunctionGitRepo: repositories, ...rest} = document;
	const keptLocal = Object.fromEntries(getEntries(localFiles).filter(([name]) => !files.has(name)));
	const adopted = repository === undefined ? [] : [...files].map(([name, file]) => [name, `${repository}/${branch}/functions/${file}`] as const);
	return {
		...rest,
		...((repositories !== undefined || adopted.length > 0) && {FunctionGitRepo: {...(isJsonObject(repositories) ? repositories : {}), ...Object.fromEntries(adopted)}}),
		...(Object.keys(keptLocal).length > 0 && {FunctionLocalFile: keptLocal}),
		ComputeServers: adoptServers(document['ComputeServers'], adoption),
		DataStores: mapEntries(document['DataStores'], (store, name) => name === document['DefaultDataStore']
			? {...store, ...(bucket !== undefined && {Bucket: bucket}), ...(endpoint !== undefined && {Endpoint: endpoint}), ...(region !== undefined && {Region: region})}
			: store),
	};
};
