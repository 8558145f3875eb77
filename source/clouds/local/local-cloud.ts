import {type WorkflowDocument} from '../../core/workflow/document.js';
import {type Workflow} from '../../core/workflow/workflow.js';
import {type Clock} from '../../ports/clock.js';
import {type Cloud} from '../../ports/cloud.js';
import {type startActionsApi} from './actions-api/start-actions-api.js';

/** What screens call it. */
export const localCloudLabel = 'local cloud';

export type LocalCloudOptions = {
	readonly workflow: Workflow;
	/** Folder of the workflow document: `FunctionLocalFile` is relative to it. */
	readonly documentDir: string;
	/** Folder with function files, looked into before the document's own sources. */
	readonly functionsDir?: string | undefined;
	/** Folder that keeps the objects and logs between runs. @default a temporary folder, removed on close */
	readonly dataDir?: string | undefined;
	/** Leaves the temporary folder, and the folder of every action, in place. @default false */
	readonly keep?: boolean | undefined;
	/** What the user's environment has; the `Secrets` that actions name are taken from it. @default {} */
	readonly secrets?: Readonly<Record<string, string | undefined>> | undefined;
	readonly clock: Clock;
	/** Where the temporary folder is made. @default the system's */
	readonly tmpDir?: string | undefined;
	/** Starts what answers in GitHub's place. Tests give one that has more of GitHub, or a bad day. @default startActionsApi */
	readonly startApi?: typeof startActionsApi | undefined;
};

/** A cloud on this machine: an S3 server and a GitHub-Actions-compatible API on loopback. */
export type LocalCloud = Cloud & {
	/** The document as the actions see it: stores and servers point to this machine. */
	readonly document: WorkflowDocument;
	/** Objects, run logs and, when kept, the actions' folders. */
	readonly dataDir: string;
	/** Whether the data folder is still there after `close`. */
	readonly isKept: boolean;
	readonly s3: {readonly endpoint: string; readonly accessKeyId: string; readonly secretAccessKey: string};
	readonly github: {
		readonly apiUrl: string;
		readonly token: string;
		/** `owner/repo` of the entry action. */
		readonly repository: string;
	};
	/** What is not as on the clouds that the document names, one sentence each. */
	readonly describe: () => readonly string[];
};
