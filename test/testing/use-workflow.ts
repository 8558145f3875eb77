import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import t from 'tap';
import {S3} from '@aws-sdk/client-s3';
import {type TestContext, useWorkflow} from '../../source/testing/index.js';
import {writeDocument} from '../support/runner/fake-cloud.js';

t.setTimeout(180_000);

const tutorial = 'workflows/tutorial.json';

/** A test framework that a test ends by hand. */
const createContext = (name: 'after' | 'afterAll' | 'onTestFinished' | 'teardown' = 'after') => {
	const finishers: Array<() => Promise<void>> = [];
	const context = {[name]: (finish: () => Promise<void>) => finishers.push(finish)};
	return {
		context: context as TestContext,
		async end(): Promise<void> {
			for (const finish of finishers.splice(0).reverse()) {
				await finish();
			}
		},
	};
};

t.test('tests that ask for the same workflow at once share one run, which ends with the last of them', async t => {
	const [one, two, other] = [createContext('afterAll'), createContext('onTestFinished'), createContext('teardown')];
	const [a, b] = await Promise.all([useWorkflow(one.context, tutorial), useWorkflow(two.context, tutorial, {keyPrefix: 'mine/{InvocationID}'})]);
	const c = await useWorkflow(other.context, tutorial, {share: false});
	t.teardown(other.end);
	t.equal(a.handler.invocationId, b.handler.invocationId);
	t.not(a.handler.invocationId, c.handler.invocationId);
	t.equal(a.handler.keyPrefix, `tutorial/${a.handler.invocationId}`);
	t.equal(b.handler.keyPrefix, `mine/${a.handler.invocationId}`);
	await one.end();
	await b.handler.waitFor('compute-sum');
	t.ok(await b.s3Client.headObject({Bucket: a.handler.bucketName, Key: a.handler.getS3Key('sum.csv')}));
	await c.handler.waitFor('create-sample-data');
	const waiting = c.handler.result();
	await Promise.all([two.end(), other.end()]);
	await t.resolves(waiting);
	await t.rejects(b.handler.assertExists('sum.csv'), {code: 'unreachable'}, 'the local cloud is gone');
});

t.test('subtests of node-tap share the run of their file, one after the other', async t => {
	const ids: string[] = [];
	for (const name of ['one', 'two']) {
		await t.test(name, async t => {
			const {handler} = await useWorkflow(t, tutorial);
			ids.push(handler.invocationId);
		});
	}

	t.equal(ids[0], ids[1]);
});

t.test('a start that fails gives everybody who waits the same error, and the next to ask after them another try', async t => {
	const folder = t.testdir({});
	const file = path.join(folder, 'late.json');
	const [one, two] = [createContext(), createContext()];
	for (const promise of [useWorkflow(one.context, file), useWorkflow(two.context, file), useWorkflow(one.context, file)]) {
		await t.rejects(promise, {name: 'FaasrTuiError', code: 'usage', message: `The workflow document ${file} cannot be read (ENOENT).`});
	}

	fs.writeFileSync(file, '{');
	await t.rejects(useWorkflow(two.context, file), {code: 'usage'}, 'while somebody holds the failure it stays');
	await Promise.all([one.end(), two.end()]);
	const three = createContext();
	await t.rejects(useWorkflow(three.context, file), {code: 'document-invalid'});
	await three.end();
});

t.test('credentials send a run to GitHub, without any it stays on this machine', async t => {
	const file = writeDocument(t.testdir({}), {a: []});
	const {context, end} = createContext();
	t.teardown(end);
	const env = {PATH: process.env['PATH'], GITHUB_TOKEN: 'x'};
	await t.rejects(useWorkflow(context, file, {env}), {code: 'credentials', message: /GITHUB_REPOSITORY[^]*S3_AccessKey/u});
	const {s3Client} = await useWorkflow(context, tutorial, {env});
	const {hostname} = await s3Client.config.endpoint!();
	t.equal(hostname, '127.0.0.1', 'a document that still names YOUR_GITHUB_NAME has no repository to go to');
});

t.test('the document is the one that is named, else TEST_WORKFLOW_FILE, else workflows/main.json; a bare name is looked for in workflows', async t => {
	const {context, end} = createContext();
	t.teardown(end);
	const env = {PATH: process.env['PATH'], TEST_WORKFLOW_FILE: 'none.json'};
	await t.rejects(useWorkflow(context, undefined, {env}), {message: /^The workflow document none\.json cannot be read/u});
	await t.rejects(useWorkflow(context, 'other/main.json', {env}), {message: /^The workflow document other\/main\.json cannot/u});
	const {handler} = await useWorkflow(context, undefined, {env: {...env, TEST_WORKFLOW_FILE: 'tutorial.json'}});
	t.equal(handler.status('compute-sum'), 'PENDING');
	const main = await useWorkflow(context, undefined, {env: {PATH: env.PATH}});
	t.equal(main.handler.status('sync2'), 'PENDING');
});

t.test('nothing is written, unless the logs are asked for', async t => {
	const written = t.capture(process.stderr, 'write', () => true);
	const {context, end} = createContext();
	t.teardown(end);
	const quiet = await useWorkflow(context, tutorial, {share: false});
	await quiet.handler.result();
	t.same(written(), []);
	const loud = await useWorkflow(context, tutorial, {env: {...process.env, FAASR_TUI_STREAM: '1'}});
	await loud.handler.result();
	const text = written().map(({args: [chunk]}) => String(chunk)).join('');
	t.match(text, /^create-sample-data \| Wrote sample1\.csv and sample2\.csv/mu);
	t.match(text, /^compute-sum \| Wrote the sum of 3 rows to sum\.csv$/mu);
	t.ok(loud.s3Client instanceof S3);
});
