import {type NodeState} from '../core/run/run-state.js';
import {type Status} from '../core/run/status.js';
import {type Workflow} from '../core/workflow/workflow.js';
import {type WorkflowRunner} from '../runner/workflow-runner.js';

/** What a test asks of the run of its workflow. */
export type WorkflowHandler = {
	/** Name of the bucket that the functions' files are in. */
	readonly bucketName: string;
	readonly invocationId: string;
	/**
	Resolves when a function (`fn`, one rank `fn(2)`, or all ranks of `fn`) is COMPLETED or NOT_INVOKED.

	Throws a `NodeFailedError` that shows reason and log tail when it is FAILED, SKIPPED, TIMEOUT or CANCELLED.
	*/
	readonly waitFor: (name: string) => Promise<readonly NodeState[]>;
	/** The full key of a file that a function wrote: `{keyPrefix}/{file}`. */
	readonly getS3Key: (file: string) => string;
	/** The present status of a node; throws for a name the workflow does not have. */
	readonly status: (node: string) => Status;
	/** The lines of a node's log that have been read so far, FaaSr's own chatter included. */
	readonly logs: (node: string) => readonly string[];
};

/** The `folder` argument of the entry action, else of the first action that has one. */
const findFolder = (workflow: Workflow): string | undefined => {
	const {ActionList: actions} = workflow.document;
	const ordered = [workflow.entry, ...workflow.actions.keys()];
	const folder = ordered.map(name => actions[name]?.Arguments?.['folder']).find(value => typeof value === 'string');
	return typeof folder === 'string' ? folder : undefined;
};

/** Where functions are expected to keep the files of one run: `{folder argument}/{InvocationID}`. */
export const getDefaultKeyPrefix = (workflow: Workflow, invocationId: string): string => {
	const folder = findFolder(workflow);
	return folder === undefined ? invocationId : `${folder}/${invocationId}`;
};

/** Creates the handler of a run that has been triggered. */
export const createWorkflowHandler = (
	runner: WorkflowRunner,
	{bucketName, invocationId, keyPrefix}: {readonly bucketName: string; readonly invocationId: string; readonly keyPrefix: string},
): WorkflowHandler => ({
	bucketName,
	invocationId,
	waitFor: async name => runner.waitFor(name),
	getS3Key: file => `${keyPrefix}/${file}`,
	status(node) {
		const status = runner.store.getSnapshot().nodes.get(node)?.status;
		if (status === undefined) {
			throw new Error(`The workflow has no function ${JSON.stringify(node)}: its functions are ${[...runner.store.getSnapshot().nodes.keys()].join(', ')}`);
		}

		return status;
	},
	logs: node => runner.store.logs.getSnapshot().filter(entry => entry.node === node).map(entry => entry.text),
});
