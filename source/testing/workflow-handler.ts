import {type S3} from '@aws-sdk/client-s3';
import {createMasker} from '../core/secrets/mask-secrets.js';
import {listDocumentNames} from '../core/workflow/document-names.js';
import {sanitizeText} from '../core/text/sanitize.js';
import {type NodeState} from '../core/run/run-state.js';
import {type Status} from '../core/run/status.js';
import {readNodeLines} from '../run/runner/read-node-lines.js';
import {type RunResult} from '../run/runner/run-result.js';
import {findNodes} from '../run/runner/find-nodes.js';
import {combineStatuses} from '../core/run/combine-statuses.js';
import {type Assertions, createAssertions} from './create-assertions.js';
import {makeVisible} from './assertions/make-visible.js';
import {createStoredFiles} from './stored-files.js';
import {atCallSite} from './call-site.js';
import {getDefaultKeyPrefix, joinKey, listKeys, renderKeyPrefix} from './key-prefix.js';
import {createLastNode} from './last-node.js';
import {waitFor, type WaitForOptions} from './wait-for.js';
import {type WatchedRun} from './watched-run.js';

/** What a test asks of the run of its workflow, and what it asserts about it. Every name may be a function `fn`, one rank `fn(2)`, or all ranks of `fn`. */
export type WorkflowHandler = Assertions & {
	/** Name of the bucket that the functions' files are in. */
	readonly bucketName: string;
	readonly invocationId: string;
	/** Folder of the run's files in the bucket, without a slash at the end. */
	readonly keyPrefix: string;
	/**
	Resolves when the function is COMPLETED or NOT_INVOKED.

	Throws a `NodeFailedError` that shows reason, traceback and log tail when it is FAILED, SKIPPED, TIMEOUT or CANCELLED.
	With `shouldFail` it is the other way round.
	*/
	readonly waitFor: (name: string, options?: WaitForOptions) => Promise<readonly NodeState[]>;
	/** The full key of a file that a function wrote: `{keyPrefix}/{file}`. */
	readonly getS3Key: (file: string) => string;
	/** The present status; of several ranks the worst, then the least advanced. */
	readonly status: (name: string) => Status;
	/** The lines of the log that have been read so far, as they are, FaaSr's own included. */
	readonly logs: (name: string) => readonly string[];
	/** Resolves when the whole run has ended, with its outcome and every node. A failed run is a result, too. */
	readonly result: () => Promise<RunResult>;
};

export type HandlerOptions = {
	readonly run: WatchedRun;
	readonly s3Client: S3;
	/** @default the `folder` argument of the document and the InvocationID */
	readonly keyPrefix?: string | undefined;
};

const ignore = (): void => undefined;

/** Creates the handler of a run that has been triggered. */
export const createWorkflowHandler = ({run, s3Client, keyPrefix: wanted}: HandlerOptions): WorkflowHandler => {
	const template = wanted ?? getDefaultKeyPrefix(run.workflow);
	const {invocation, defaultStore, store, report = ignore} = run;
	const mask = createMasker(run.secrets, {names: listDocumentNames(run.workflow.document)});
	const clean = (text: string): string => mask(sanitizeText(text));
	const show = (text: string): string => mask(makeVisible(text));
	const keyPrefix = renderKeyPrefix(template, invocation);
	const getS3Key = (file: string): string => joinKey(keyPrefix, file);
	const lastNode = createLastNode();
	const waitAndReport = async (name: string, options: WaitForOptions): Promise<readonly NodeState[]> => {
		const told = {title: `${clean(name)} ${options.shouldFail === true ? 'fails as expected' : 'completes'}`, node: clean(name)};
		try {
			const nodes = await waitFor(run, name, options, clean);
			report({...told, isOk: true, evidence: combineStatuses(nodes)});
			return nodes;
		} catch (error) {
			report({...told, isOk: false, evidence: error instanceof Error ? error.message : String(error)});
			throw error;
		}
	};

	return {
		bucketName: defaultStore.store.Bucket,
		invocationId: invocation.id,
		keyPrefix,
		getS3Key,
		async waitFor(name, options = {}) {
			lastNode.set(name);
			return atCallSite(async () => waitAndReport(name, options));
		},
		status: name => combineStatuses(findNodes(store.getSnapshot(), name)),
		logs(name) {
			const ids = new Set(findNodes(store.getSnapshot(), name).map(({id}) => id));
			return [...readNodeLines(store.logs.lines, ids)].map(({text}) => text);
		},
		result: async () => run.result(),
		...createAssertions({
			run, clean, show, report, getLastNode: lastNode.get,
			files: createStoredFiles(s3Client, defaultStore),
			getKeys: file => listKeys(run.workflow, invocation, file, wanted),
		}),
	};
};
