import process from 'node:process';
import {S3} from '@aws-sdk/client-s3';
import {getTokenVariables} from '../credentials/credential-names.js';
import {findCredential} from '../credentials/find-credential.js';
import {WorkflowRunner, type WorkflowRunnerOptions} from '../runner/workflow-runner.js';
import {getS3ClientConfig} from '../s3/create-s3-client.js';
import {createWorkflowHandler, getDefaultKeyPrefix, type WorkflowHandler} from './workflow-handler.js';

/** What is needed of a test of node-tap (or of `node:test`, whose `after` does the same). */
export type TestContext = {
	readonly teardown: (finish: () => Promise<void>) => unknown;
} | {
	readonly after: (finish: () => Promise<void>) => unknown;
};

export type UseWorkflowOptions = Omit<WorkflowRunnerOptions, 'workflowFile' | 'clock' | 'cloud'> & {
	/**
	Folder of the run's files in the bucket, without a slash at the end.

	@default the `folder` argument of the document's entry action and the InvocationID: `{folder}/{InvocationID}`
	*/
	readonly keyPrefix?: string;
};

/** A workflow under test. */
export type WorkflowTest = {
	readonly handler: WorkflowHandler;
	/** The SDK's client, bound to the default data store: `headObject`, `getObject`, … */
	readonly s3Client: S3;
	/** For everything else. */
	readonly runner: WorkflowRunner;
};

/** Without a GitHub token there is nothing to dispatch to but this machine. */
const isLocalByDefault = (env: NonNullable<UseWorkflowOptions['env']>): boolean =>
	findCredential(env, getTokenVariables('My_GitHub_Account')) === undefined;

const onEnd = (t: TestContext, finish: () => Promise<void>): void => {
	if ('teardown' in t) {
		t.teardown(finish);
	} else {
		t.after(finish);
	}
};

/**
Invokes a workflow for a test file and tears it down with the test.

The platform follows the environment: GitHub Actions when a token is set, else a local cloud of its own.
Resolves when the entry action has been dispatched; throws a `FaasrTuiError` when it cannot be.

@example
```ts
import t from 'tap';
import {useWorkflow} from 'faasr-tui/testing';

const {handler, s3Client} = await useWorkflow(t, 'workflows/tutorial.json');

t.test('the sum is right', async t => {
	await handler.waitFor('compute-sum');
	const {Body} = await s3Client.getObject({Bucket: handler.bucketName, Key: handler.getS3Key('sum.csv')});
	t.match(await Body?.transformToString(), '42');
});
```
*/
export const useWorkflow = async (t: TestContext, workflowFile: string, options: UseWorkflowOptions = {}): Promise<WorkflowTest> => {
	const env = options.env ?? process.env;
	const runner = new WorkflowRunner({...options, workflowFile, env, local: options.local ?? isLocalByDefault(env)});
	onEnd(t, async () => runner.cleanup());
	const {defaultStore} = await runner.openCloud();
	const s3Client = new S3(getS3ClientConfig(defaultStore));
	onEnd(t, async () => {
		s3Client.destroy();
	});
	const {id} = await runner.triggerWorkflow();
	const keyPrefix = options.keyPrefix ?? getDefaultKeyPrefix(runner.workflow, id);
	return {handler: createWorkflowHandler(runner, {bucketName: defaultStore.store.Bucket, invocationId: id, keyPrefix}), s3Client, runner};
};
