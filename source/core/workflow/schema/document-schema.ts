import {actionSchema} from './action-schema.js';
import {serverSchema} from './server-schema.js';

const text = {type: 'string'};
const filledText = {type: 'string', minLength: 1};
const textOrList = {type: ['string', 'array'], items: text, expected: 'text or a list of texts'};

type Schema = Readonly<Record<string, unknown>>;

const filledName = {minLength: 1};

/** A filled object whose keys the user chooses. */
const mapOf = (entry: Schema, keys: Schema = filledName) => ({
	type: 'object', minProperties: 1, propertyNames: keys, additionalProperties: entry,
});

/** An entry of `DataStores`. */
export const dataStoreSchema = {
	type: 'object',
	properties: {
		Endpoint: text,
		AccessKey: filledText,
		SecretKey: filledText,
		Bucket: filledText,
		Region: text,
		Writable: filledText,
		Anonymous: filledText,
	},
	required: ['Bucket'],
	additionalProperties: false,
};

const vmConfigSchema = {
	type: 'object',
	properties: {
		Name: filledText,
		Provider: {type: 'string', enum: ['AWS']},
		InstanceId: text,
		Region: text,
		AccessKey: text,
		SecretKey: text,
		RunnerName: text,
	},
	required: ['Name', 'Provider', 'InstanceId', 'Region'],
};

const workflowName = {
	type: 'string',
	minLength: 1,
	pattern: '^[a-zA-Z][a-zA-Z0-9_-]*$',
	rule: 'letters, digits and hyphens, starting with a letter',
};

/**
The rules of FaaSr 2.1.0 for a workflow document, as JSON Schema 2020-12.

It differs from upstream where a warning serves people better than a refusal: underscores in names and `InvokeNext` as a text.
`rule` and `expected` are words for messages, not validation keywords.
*/
export const documentSchema = {
	$schema: 'https://json-schema.org/draft/2020-12/schema',
	type: 'object',
	properties: {
		FunctionInvoke: filledText,
		InvocationID: text,
		InvocationTimestamp: text,
		WorkflowName: workflowName,
		InvocationIDFromDate: {
			type: 'string',
			pattern: '^%[YymdHMSjUWaAbBfzZ%-][YymdHMSjUWaAbBfzZ%-]*$',
			rule: 'date directives and hyphens only, such as "%Y-%m-%d-%H-%M-%S"',
		},
		LoggingDataStore: text,
		DefaultDataStore: filledText,
		FaaSrLog: text,
		FunctionRank: {type: 'integer'},
		ActionList: mapOf(actionSchema, {minLength: 1, pattern: workflowName.pattern, rule: workflowName.rule}),
		ComputeServers: mapOf(serverSchema),
		DataStores: mapOf(dataStoreSchema),
		VMConfig: vmConfigSchema,
		ActionContainers: mapOf(filledText),
		FunctionGitRepo: mapOf(textOrList),
		FunctionLocalFile: mapOf(textOrList),
		FunctionCRANPackage: mapOf(textOrList),
		FunctionGitHubPackage: mapOf(textOrList),
		PyPIPackageDownloads: mapOf(textOrList),
		PythonPackageGitHub: mapOf(textOrList),
		PythonCondaPackage: mapOf(textOrList),
		RerunOnMatchedInvocationID: {type: 'boolean'},
	},
	required: ['FunctionInvoke', 'WorkflowName', 'DefaultDataStore', 'ActionList', 'ComputeServers', 'DataStores'],
};
