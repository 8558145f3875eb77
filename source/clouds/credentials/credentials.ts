/** The two keys of a data store. */
export type StoreKeys = {readonly accessKeyId: string; readonly secretAccessKey: string};

/** The token with which a repository's actions are dispatched and watched. */
export type RepositoryToken = {readonly owner: string; readonly repo: string; readonly server: string; readonly token: string; readonly variable: string};

/** The token of a compute server, and the variable that has it. */
export type ServerToken = {readonly token: string; readonly variable: string};

/** A variable that is set, and what it is used for. Never its value. */
export type UsedVariable = {
	readonly variable: string;
	readonly purpose: string;
	/** The host that its value is sent to. @default none: it stays here */
	readonly host?: string;
};

/** A variable that is not set, by its first choice of name, and what it is needed for. */
export type MissingVariable = {readonly variable: string; readonly purpose: string};

/** Everything a run needs, as far as it is set. */
export type Credentials = {
	/** GitHub's token, the entry action's where it runs there; empty when it is missing. */
	readonly token: string;
	/** The address of GitHub's API. */
	readonly apiUrl: string;
	/** One for each repository that runs actions. */
	readonly tokens: readonly RepositoryToken[];
	/** Of the servers that run actions and take a token (GitHub, SLURM, Kubernetes), as far as they have one. */
	readonly servers: ReadonlyMap<string, ServerToken>;
	/** What containers on SLURM and Kubernetes fetch the document with; empty when it is public, or nothing runs there. */
	readonly fetchToken: string;
	/** `owner/repo` that holds the document; empty when it is missing. */
	readonly repository: string;
	/** Stores whose keys are set; anonymous ones have none. */
	readonly stores: ReadonlyMap<string, StoreKeys>;
	/** By FaaSr's names: what travels with dispatches to a server without a secret store. */
	readonly secrets: Readonly<Record<string, string>>;
	readonly used: readonly UsedVariable[];
	readonly missing: readonly MissingVariable[];
};

/** Every value of them that must not be shown. */
export const listSecretValues = ({token, tokens, servers, fetchToken, stores, secrets}: Credentials): readonly string[] => [...new Set([
	token,
	...tokens.map(entry => entry.token),
	...[...servers.values()].map(entry => entry.token),
	fetchToken,
	...[...stores.values()].flatMap(({accessKeyId, secretAccessKey}) => [accessKeyId, secretAccessKey]),
	...Object.values(secrets),
])].filter(value => value !== '');
