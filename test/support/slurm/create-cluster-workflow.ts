import {type WorkflowDocument} from '../../../source/core/workflow/document.js';

const container = 'faasr/slurm-python:latest';

export type ClusterWorkflowOptions = {
	readonly endpoint: string;
	readonly userName: string;
	/** On the node; jobs leave their output there. */
	readonly jobFolder: string;
	readonly s3: {readonly endpoint: string; readonly bucket: string};
	/** By action. */
	readonly actionArguments?: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

/** A workflow of three actions, all on one SLURM server: one before two ranks, and one that joins them. */
export const createClusterWorkflow = ({endpoint, userName, jobFolder, s3, actionArguments = {}}: ClusterWorkflowOptions): WorkflowDocument => {
	const action = (name: string, next: readonly string[]) => ({FunctionName: 'slurm_step', FaaSServer: 'Cluster', Type: 'Python', Arguments: {name, ...actionArguments[name]}, InvokeNext: next});
	return {
		WorkflowName: 'cluster',
		FunctionInvoke: 'start',
		ActionList: {start: action('start', ['work(2)']), work: action('work', ['sum']), sum: action('sum', [])},
		ComputeServers: {Cluster: {FaaSType: 'SLURM', Endpoint: endpoint, APIVersion: 'v0.0.38', UserName: userName, Partition: 'faasr', UseSecretStore: false, WorkingDirectory: jobFolder}},
		DataStores: {S3: {Bucket: s3.bucket, Endpoint: s3.endpoint, Region: 'us-east-1'}},
		DefaultDataStore: 'S3',
		LoggingDataStore: 'S3',
		FaaSrLog: 'FaaSrLog',
		ActionContainers: {start: container, work: container, sum: container},
		FunctionGitRepo: {slurm_step: 'me/functions/main/slurm_step.py'},
	};
};
