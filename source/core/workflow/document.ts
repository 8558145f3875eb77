/** How a function's successors are written: a name, `name(n)`, or a conditional. */
export type InvokeNextEntry = string | {readonly True?: readonly string[]; readonly False?: readonly string[]};

/** An entry of `ActionList`. */
export type ActionDefinition = {
	readonly [key: string]: unknown;
	readonly FunctionName: string;
	readonly FaaSServer: string;
	readonly Type?: string;
	readonly Arguments?: Readonly<Record<string, unknown>>;
	readonly InvokeNext?: string | readonly InvokeNextEntry[];
};

/** An entry of `ComputeServers`. */
export type ComputeServer = {
	readonly [key: string]: unknown;
	readonly FaaSType: string;
	readonly UserName?: string;
	readonly ActionRepoName?: string;
	readonly Branch?: string;
	readonly UseSecretStore?: boolean;
};

/** An entry of `DataStores`. */
export type DataStore = {
	readonly [key: string]: unknown;
	readonly Bucket: string;
	readonly Endpoint?: string;
	readonly Region?: string;
	/** Any non-empty string, "FALSE" included, makes FaaSr use an unsigned client (faasr.md 2h). */
	readonly Anonymous?: string;
};

/** A FaaSr workflow document that has passed the schema: what the JSON file says, keys as FaaSr names them. */
export type WorkflowDocument = {
	readonly [key: string]: unknown;
	readonly WorkflowName: string;
	readonly FunctionInvoke: string;
	readonly ActionList: Readonly<Record<string, ActionDefinition>>;
	readonly ComputeServers: Readonly<Record<string, ComputeServer>>;
	readonly DataStores: Readonly<Record<string, DataStore>>;
	readonly DefaultDataStore: string;
	readonly LoggingDataStore?: string;
	readonly FaaSrLog?: string;
	readonly InvocationID?: string;
	readonly InvocationIDFromDate?: string;
	readonly ActionContainers?: Readonly<Record<string, string>>;
	readonly FunctionGitRepo?: Readonly<Record<string, string | readonly string[]>>;
	readonly FunctionLocalFile?: Readonly<Record<string, string | readonly string[]>>;
};
