/* eslint-disable unicorn/no-thenable -- `then` is a word of JSON Schema. */
const text = {type: 'string'};
const filledText = {type: 'string', minLength: 1};
const flag = {type: 'boolean'};
const positiveNumber = {type: 'number', minimum: 1};
const positiveInteger = {type: 'integer', minimum: 1};
const count = {type: 'integer', minimum: 0};

/** What each platform cannot do without. */
const requiredKeys = {
	GitHubActions: ['UserName', 'ActionRepoName'],
	Lambda: ['Region'],
	OpenWhisk: ['Endpoint', 'Namespace'],
	GoogleCloud: ['Namespace', 'ClientEmail', 'TokenUri', 'Region'],
	SLURM: ['Endpoint', 'UserName', 'APIVersion', 'Partition'],
	Kubernetes: ['Endpoint'],
} as const;

/** An entry of `ComputeServers`. */
export const serverSchema = {
	type: 'object',
	properties: {
		FaaSType: {type: 'string', enum: Object.keys(requiredKeys)},
		Region: filledText,
		Endpoint: filledText,
		SchedulerEndpoint: filledText,
		Namespace: filledText,
		'API.key': filledText,
		AccessKey: filledText,
		SecretKey: filledText,
		ClientEmail: filledText,
		TokenUri: filledText,
		UserName: filledText,
		ActionRepoName: filledText,
		Token: filledText,
		Branch: text,
		APIVersion: text,
		Partition: text,
		UseSecretStore: flag,
		SecretsList: {type: 'object', additionalProperties: text},
		AllowSelfSignedCertificate: flag,
		SSLCertificate: text,
		Nodes: positiveInteger,
		Tasks: positiveInteger,
		CPUsPerTask: positiveInteger,
		Memory: positiveInteger,
		TimeLimit: positiveInteger,
		WorkingDirectory: text,
		MaxCPU: positiveNumber,
		MaxMemory: positiveNumber,
		MaxRuntime: positiveNumber,
		MaxStorage: positiveNumber,
		AdditionalTimeToLive: count,
		NumberOfRetries: count,
	},
	additionalProperties: false,
	// Upstream lets a server without FaaSType pass and has no use for it: every dispatch to it ends in a KeyError.
	required: ['FaaSType'],
	allOf: Object.entries(requiredKeys).map(([type, required]) => ({
		if: {properties: {FaaSType: {const: type}}, required: ['FaaSType']},
		then: {required},
	})),
};
