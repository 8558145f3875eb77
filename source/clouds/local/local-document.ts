import {type ComputeServer, type DataStore, type WorkflowDocument} from '../../core/workflow/document.js';
import {readMembers} from '../../core/workflow/json/read-members.js';
import {type Workflow} from '../../core/workflow/workflow.js';

/** What the S3 server says its region is, and what clients sign for. */
export const localRegion = 'us-east-1';

/** Branch under which the document is served; PAYLOAD_URL cannot hold one with a slash. */
export const localBranch = 'main';

const isPathPart = (name: string | undefined): name is string => name !== undefined && /^[\w.-]+$/.test(name);

/** Secrets written into the document itself would otherwise win over, or travel beside, those of the local cloud. */
const foreignStoreKeys: ReadonlySet<string> = new Set(['Anonymous', 'AccessKey', 'SecretKey']);

/** Every server becomes one that this machine's Actions API dispatches to; the repository stays when it is one on GitHub. */
const localizeServer = ({FaaSType, UserName, ActionRepoName, Branch}: ComputeServer): ComputeServer => {
	const isGithub = FaaSType === 'GitHubActions' && isPathPart(UserName) && isPathPart(ActionRepoName);
	return {
		FaaSType: 'GitHubActions',
		UserName: isGithub ? UserName : 'local',
		ActionRepoName: isGithub ? ActionRepoName : 'local',
		Branch: FaaSType === 'GitHubActions' && Branch ? Branch : localBranch,
		// Every job has the credentials in its environment, so they need not travel with the dispatches.
		UseSecretStore: true,
	};
};

/** Gives every bucket of every service a name of its own on the one local server. */
const createBucketNames = (): ((store: DataStore) => string) => {
	const names = new Map<string, string>();
	return ({Endpoint = '', Bucket}) => {
		const key = JSON.stringify([Endpoint, Bucket]);
		const taken = new Set(names.values());
		let name = names.get(key) ?? Bucket;
		for (let number = 2; !names.has(key) && taken.has(name); number++) {
			name = `${Bucket}-${number}`;
		}

		names.set(key, name);
		return name;
	};
};

/**
The document with every data store and every compute server on this machine.

Keys without which FaaSr crashes before it has a place to log (`FaaSrLog`, `LoggingDataStore`) get FaaSr's defaults; `validate` names them.
*/
export const localizeDocument = (document: WorkflowDocument, endpoint: string): WorkflowDocument => {
	const getBucketName = createBucketNames();
	const localizeStore = (store: DataStore): DataStore => ({
		...Object.fromEntries(Object.entries(store).filter(([key]) => !foreignStoreKeys.has(key))),
		Endpoint: endpoint,
		Region: localRegion,
		Bucket: getBucketName(store),
	});
	return {
		...document,
		FaaSrLog: document.FaaSrLog || 'FaaSrLog', // eslint-disable-line @typescript-eslint/prefer-nullish-coalescing -- FaaSr's default is for the empty string
		LoggingDataStore: document.LoggingDataStore ?? document.DefaultDataStore,
		ComputeServers: Object.fromEntries(Object.entries(document.ComputeServers).map(([name, server]) => [name, localizeServer(server)])),
		DataStores: Object.fromEntries(Object.entries(document.DataStores).map(([name, store]) => [name, localizeStore(store)])),
	};
};

/** The text of a localized document: everything that is as in the user's document stands there as the user wrote it, `33.0` and all. */
export const renderLocalDocument = ({document, text}: Workflow, localized: WorkflowDocument): string => {
	if (text === undefined) {
		return JSON.stringify(localized, undefined, 2);
	}

	const written = readMembers(text);
	const members = Object.entries(localized).map(([key, value]) => {
		const kept = value === document[key] ? written.get(key) : undefined;
		return `${JSON.stringify(key)}: ${kept ?? JSON.stringify(value, undefined, 2)}`;
	});
	return `{\n${members.join(',\n')}\n}\n`;
};
