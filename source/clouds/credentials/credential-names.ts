import {type DataStore, type WorkflowDocument} from '../../core/workflow/document.js';

/** Where the document is: `owner/repo`. */
export const repositoryVariable = 'GITHUB_REPOSITORY';

/**
Names the GitHub token may have: FaaSr's derived one first, then those of its scripts and of the public test runners (faasr.md 2j).

Not `{server}_TOKEN` of FaaSr 1: a document whose server is named NPM would get the user's NPM_TOKEN.
*/
export const getTokenVariables = (server: string): readonly string[] => [`${server}_PAT`, 'GITHUB_TOKEN', 'GH_PAT', 'GITHUB_PAT'];

const clusterAliases: Readonly<Record<string, string>> = {SLURM: 'SLURM_Token', Kubernetes: 'K8s_Token'};

/** Names the token of a server may have, by its platform; none where it takes no token. FaaSr's derived one first, which is taken as it is written alone, then that of its scripts. */
export const getServerTokenVariables = (server: string, faasType: string): readonly string[] => {
	const alias = clusterAliases[faasType];
	return faasType === 'GitHubActions' ? getTokenVariables(server) : (alias === undefined ? [] : [`${server}_Token`, alias]);
};

/** The token with which containers on a cluster fetch document and functions: FaaSr's own name for it alone, since it leaves for a machine of somebody else's. */
export const fetchTokenVariable = 'GH_PAT';

const storeAliases: ReadonlyArray<readonly [string, string]> = [
	['MY_S3_BUCKET_ACCESSKEY', 'MY_S3_BUCKET_SECRETKEY'],
	['S3_AccessKey', 'S3_SecretKey'],
	['MINIO_ACCESS_KEY', 'MINIO_SECRET_KEY'],
];

const normalize = (name: string): string => name.replaceAll('_', '').toLowerCase();

/** Pairs of names a data store's two keys may have: FaaSr's derived one first, then aliases, unless they are another store's own. */
export const getStoreVariables = (document: WorkflowDocument, store: string): ReadonlyArray<readonly [accessKey: string, secretKey: string]> => {
	const others = new Set(Object.keys(document.DataStores).filter(name => name !== store).map(name => normalize(`${name}_AccessKey`)));
	return [
		[`${store}_AccessKey`, `${store}_SecretKey`],
		...storeAliases.filter(([accessKey]) => !others.has(normalize(accessKey))),
	];
};

/** The store that holds logs; FaaSr's default is the default store. */
export const getLoggingStore = (document: WorkflowDocument): string => document.LoggingDataStore ?? document.DefaultDataStore;

/** The stores that a watcher reads: logs and markers. */
export const getWatchedStores = (document: WorkflowDocument): readonly string[] => [...new Set([document.DefaultDataStore, getLoggingStore(document)])];

/** FaaSr takes any non-empty string for yes, "FALSE" too. */
export const isAnonymous = (store: DataStore | undefined): boolean => Boolean(store?.Anonymous);
