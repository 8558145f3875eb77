import {PutObjectCommand, S3} from '@aws-sdk/client-s3';
import t, {type Test} from 'tap';
import {getS3ClientConfig} from '../../source/clouds/s3/create-s3-client.js';
import {type AssertionReport} from '../../source/testing/assertions/assertion-report.js';
import {createWorkflowHandler} from '../../source/testing/workflow-handler.js';
import {bucket, startTestStore} from '../support/s3/start-test-server.js';
import {createControlledRun} from '../support/testing/controlled-run.js';

/** A workflow whose functions get a folder, as FaaSr's official ones do, in a store of its own. */
const open = async (t: Test, {keyPrefix, triggeredAt = 0}: {readonly keyPrefix?: string; readonly triggeredAt?: number} = {}) => {
	const {client, endpoint} = await startTestStore(t);
	const {run} = createControlledRun({first: []}, endpoint);
	const {document} = run.workflow;
	const workflow = {...run.workflow, document: {...document, ActionList: {first: {...document.ActionList['first']!, Arguments: {folder: 'lake'}}}}};
	const s3Client = new S3({...getS3ClientConfig(run.defaultStore), forcePathStyle: true});
	t.teardown(() => {
		s3Client.destroy();
	});
	const reports: AssertionReport[] = [];
	const handler = createWorkflowHandler({
		run: {...run, workflow, store: {...run.store, getSnapshot: () => ({...run.store.getSnapshot(), triggeredAt})}, report: report => reports.push(report)}, s3Client, keyPrefix,
	});
	return {handler, reports, put: async (Key: string, Body: string) => client.send(new PutObjectCommand({Bucket: bucket, Key, Body}))};
};

t.test('a file is found where the official functions write it, in the folder itself, and the evidence says so', async t => {
	const {handler, put, reports} = await open(t);
	await put('lake/mean.csv', 'mean\n4.5\n');
	await handler.assertText('mean.csv', 'mean\n4.5\n');
	await handler.assertExists('mean.csv');
	t.same(reports.map(({evidence}) => evidence), ['9 bytes (lake/mean.csv)', '9 bytes (lake/mean.csv)']);
	await t.rejects(handler.assertAbsent('mean.csv'), {message: /has an object lake\/mean\.csv of 9 bytes$/u});
	await put('lake/id-1/mean.csv', 'mean\n5\n');
	await handler.assertText('mean.csv', 'mean\n5\n');
	t.equal(reports.at(-1)?.evidence, '7 bytes', 'the run\'s own folder comes first');
});

t.test('a file of an earlier run is not taken for one of this run', async t => {
	const {handler, put} = await open(t, {triggeredAt: Date.now() + 3_600_000});
	await put('lake/mean.csv', 'old');
	await handler.assertAbsent('mean.csv');
	await t.rejects(handler.assertExists('mean.csv'), {message: /has no object lake\/id-1\/mean\.csv\n {2}lake\/mean\.csv is there, but older than this run\n {2}Nothing is in its folder$/u});
});

t.test('the same name elsewhere is named, with the prefix that finds it', async t => {
	const {handler, put} = await open(t, {keyPrefix: 'results'});
	await put('lake/mean.csv', 'mean');
	await put('out/id-1/mean.csv', 'mean');
	await put('x-mean.csv', 'mean');
	await t.rejects(handler.assertExists('mean.csv'), {message: [
		`mean.csv does not exist: bucket ${bucket} has no object results/mean.csv`,
		'  lake/mean.csv is there: pass {keyPrefix: \'lake\'}',
		'  out/id-1/mean.csv is there: pass {keyPrefix: \'out/{InvocationID}\'}',
		'  Nothing is in its folder',
	].join('\n')});
});

t.test('a name that is nearly the one of a file is a near miss, wherever the file is', async t => {
	const {handler, put} = await open(t);
	await put('lake/mean.csv', 'mean');
	await put('lake/other.txt', 'other');
	for (const name of ['maen.csv', 'Mean.csv', 'means.csv']) {
		await t.rejects(handler.assertText(name, 'mean'), {message: new RegExp(`has no object lake/id-1/${name}\\n {2}lake/mean\\.csv is there, with another name\\n {2}Nothing is in its folder$`, 'u')});
	}
});
