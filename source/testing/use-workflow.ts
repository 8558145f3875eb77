import {S3} from '@aws-sdk/client-s3';
import {getS3ClientConfig} from '../clouds/s3/create-s3-client.js';
import {FaasrTuiError, isFaasrTuiError} from '../ports/errors/faasr-tui-error.js';
import {attachRun} from './attach-run.js';
import {atCallSite} from './call-site.js';
import {findWorkflowFile} from './find-workflow-file.js';
import {openRun, type RunStart} from './open-run.js';
import {holdRun} from './shared-runs.js';
import {onEnd, type TestContext} from './test-context.js';
import {type WatchedRun} from './watched-run.js';
import {createWorkflowHandler, type WorkflowHandler} from './workflow-handler.js';

export type UseWorkflowOptions = RunStart & {
	/**
	Folder of the run's files in the bucket. `{InvocationID}`, `{InvocationTimestamp}` and `{WorkflowName}` are filled in.

	@default the `folder` argument of the entry action, else of the first action that has one, and the InvocationID: `{folder}/{InvocationID}`
	*/
	readonly keyPrefix?: string;
	/**
	Whether tests of this file that ask for the same document with the same options get the same run.

	@default true
	*/
	readonly share?: boolean;
};

/** A workflow under test. */
export type WorkflowTest = {
	readonly handler: WorkflowHandler;
	/** The SDK's client, bound to the default data store with the credentials of the run: `headObject`, `getObject`, … */
	readonly s3Client: S3;
};

/** Distinguishes runs that are not to be shared. */
let unsharedCount = 0;

/** A failed start is shared: everybody who waited for it gets an error of their own, which can point to their own line. */
const copyFailure = (error: unknown): unknown => isFaasrTuiError(error)
	? Object.assign(new FaasrTuiError(error.message, {code: error.code, hint: error.hint}), {...error})
	: error;

const awaitOpening = async (opening: Promise<WatchedRun>): Promise<WatchedRun> => {
	try {
		return await opening;
	} catch (error) {
		throw copyFailure(error);
	}
};

const openTest = async (t: TestContext, file: string | undefined, {keyPrefix, share = true, ...start}: UseWorkflowOptions): Promise<WorkflowTest> => {
	const key = share ? JSON.stringify([file, start]) : `${unsharedCount++}`;
	const {opening, release} = holdRun(key, async () => await attachRun(file === undefined ? undefined : findWorkflowFile(file, {})) ?? openRun(file, start));
	const clients: S3[] = [];
	// Before the first await: some frameworks only listen while the file, or the test, begins.
	onEnd(t, async () => {
		for (const client of clients) {
			client.destroy();
		}

		await release();
	});
	const run = await awaitOpening(opening);
	const s3Client = new S3({...getS3ClientConfig(run.defaultStore), forcePathStyle: true});
	clients.push(s3Client);
	return {handler: createWorkflowHandler({run, s3Client, keyPrefix}), s3Client};
};

/**
Invokes a workflow in the background for the tests of a file, and ends it with them.

The platform follows the environment (and `.env`): GitHub Actions with credentials, a local cloud of its own without.
Resolves when the entry action has been dispatched; throws a `FaasrTuiError` when it cannot be. `file` is by default what
`TEST_WORKFLOW_FILE` names, else `workflows/main.json`.

@example
```ts
import t from 'tap';
import {useWorkflow} from 'faasr-tui/testing';

const {handler} = await useWorkflow(t, 'workflows/tutorial.json');

t.test('the sum is right', async () => {
	await handler.waitFor('compute-sum');
	await handler.assertCsv('sum.csv', [{v1: 5, v2: 50}, {v1: 7, v2: 70}, {v1: 9, v2: 90}]);
});
```
*/
export const useWorkflow = async (t: TestContext, file?: string, options: UseWorkflowOptions = {}): Promise<WorkflowTest> =>
	atCallSite(async () => openTest(t, file, options));
