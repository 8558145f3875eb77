import {type ComputeServer, type WorkflowDocument} from '../../../source/core/workflow/document.js';

/** A workflow of two actions on one SLURM server. */
export const createSlurmDocument = (endpoint: string, server: Partial<ComputeServer> = {}): WorkflowDocument => ({
	WorkflowName: 'flow',
	FunctionInvoke: 'start',
	ActionList: {
		start: {FunctionName: 'f', FaaSServer: 'Cluster', Type: 'Python', InvokeNext: ['sum(2)']},
		sum: {FunctionName: 'f', FaaSServer: 'Cluster', Type: 'Python', InvokeNext: [], Resources: {TimeLimit: 5, Memory: 2048, Partition: 'faasr'}},
	},
	ComputeServers: {
		Cluster: {FaaSType: 'SLURM', Endpoint: endpoint, APIVersion: 'v0.0.38', UserName: 'ada', Partition: 'faasr', UseSecretStore: false, ...server},
	},
	DataStores: {S3: {Bucket: 'bucket', Endpoint: 'http://127.0.0.1:9', Region: 'us-east-1'}},
	DefaultDataStore: 'S3',
	LoggingDataStore: 'S3',
	FaaSrLog: 'FaaSrLog',
	ActionContainers: {start: 'faasr/slurm-python:latest', sum: 'faasr/slurm-python:latest'},
});
