import {Buffer} from 'node:buffer';
import t, {type Test} from 'tap';
import {exitCodes} from '../../source/ports/errors/exit-codes.js';
import {isFaasrTuiError} from '../../source/ports/errors/faasr-tui-error.js';
import {createLogReader} from '../../source/run/monitor/read-logs.js';
import {WorkflowRunner} from '../../source/run/runner/workflow-runner.js';
import {shortTrace} from '../support/s3/short-trace.js';
import {startTracedRun, type TracedRun, type TracedRunOptions} from '../support/s3/start-traced-run.js';
import {answerWith, changeAnswer, resetConnection, staySilent, type Answer, type Fault, type ProxyRequest} from './proxy/faults.js';
import {createS3Error, isListing, isRead} from './proxy/s3-answers.js';
import {type InjectedFault} from './proxy/start-fault-proxy.js';

t.setTimeout(170_000);

const watchWithout = async (t: Test, options: TracedRunOptions = {}) => {
	const {sentences, ...result} = await (await startTracedRun(t, options)).watch();
	return result;
};

/** Changes the `<Contents>` of every listing. */
const changeContents = (change: (contents: readonly string[]) => readonly string[]): Fault => changeAnswer(answer => {
	const contents = answer.text.match(/<Contents>.*?<\/Contents>/gs) ?? [];
	const [head = '', ...rest] = answer.text.split(/<Contents>.*<\/Contents>/s);
	return {...answer, body: contents.length === 0 ? answer.text : head + change(contents).join('') + rest.join('')};
});

const isFirstPage = (request: ProxyRequest): boolean => isListing(request) && !request.url.includes('continuation-token');

/** A thousand keys that joins may leave, and a token with which the server goes on to the real ones. */
const createFirstPage = ({url}: ProxyRequest): Answer => {
	const prefix = new URL(url, 'http://s3').searchParams.get('prefix') ?? '';
	const keys = Array.from({length: 1000}, (_, index) => `<Contents><Key>${prefix}join/flag/${index}</Key><Size>0</Size><ETag>"d41d8cd98f00b204e9800998ecf8427e"</ETag></Contents>`);
	return {
		status: 200,
		body: `<ListBucketResult><KeyCount>1000</KeyCount><IsTruncated>true</IsTruncated><NextContinuationToken>${Buffer.from('k!').toString('base64url')}</NextContinuationToken>${keys.join('')}</ListBucketResult>`,
	};
};

const getKey = (contents: string): string => /<Key>(.*?)<\/Key>/.exec(contents)?.[1] ?? '';

/** Every third listing of the first seven seconds, and the reads that follow it, show each object as it was when it was first seen. */
const showEarlier = ({proxy, getMs}: TracedRun): InjectedFault => {
	const listed = new Map<string, string>();
	const read = new Map<string, Answer>();
	let count = 0;
	const isEarlier = (): boolean => count % 3 === 0 && getMs() < 7000;
	proxy.inject(changeAnswer((answer, {url}) => {
		const first = read.get(url) ?? answer;
		read.set(url, first);
		return isEarlier() ? first : answer;
	}), {match: request => isRead(request) && request.headers.range === undefined});
	return proxy.inject(changeContents(contents => {
		for (const text of contents.filter(other => !listed.has(getKey(other)))) {
			listed.set(getKey(text), text);
		}

		count++;
		return isEarlier() ? contents.map(text => listed.get(getKey(text)) ?? text) : contents;
	}), {match: isListing});
};

type Quirk = {
	readonly name: string;
	readonly inject?: (run: TracedRun) => InjectedFault;
	readonly options?: TracedRunOptions;
};

let etagCount = 0;

/** What S3, or what calls itself so, may do without anything being wrong with the run. */
const quirks: readonly Quirk[] = [
	{name: 'a Range that is answered with the whole object and 200', inject: run => run.proxy.inject(changeAnswer(async (_answer, {url}) => {
		const {body, etag} = await run.player.read(url);
		return {status: 200, headers: {etag, 'content-type': 'binary/octet-stream'}, body};
	}), {match: request => isRead(request) && request.headers.range !== undefined})},
	{name: 'a listing whose keys come twice and in another order', inject: run => run.proxy.inject(changeContents(contents => [...contents, ...contents].toReversed()), {match: isListing})},
	{name: 'ETags that change without growth', inject: run => run.proxy.inject(changeContents(contents => contents.map(text => text.replace(/<ETag>.*?<\/ETag>/, `<ETag>"${etagCount++}"</ETag>`))), {match: isListing})},
	{name: 'a listing without ETags', inject: run => run.proxy.inject(changeContents(contents => contents.map(text => text.replace(/<ETag>.*?<\/ETag>/, ''))), {match: isListing})},
	{name: 'a log that is gone when it is read', inject: run => run.proxy.inject(answerWith(createS3Error(404, 'NoSuchKey')), {match: request => isRead(request) && request.url.includes('left.txt') && run.getMs() < 6000})},
	{name: 'a listing of more than a thousand keys', inject: run => run.proxy.inject(answerWith(createFirstPage), {match: isFirstPage})},
	{name: 'logs that are seen shorter for a while', inject: run => showEarlier(run)},
	{name: 'a bucket in another region than the document says', inject: run => run.proxy.inject(answerWith(createS3Error(301, 'PermanentRedirect', {'x-amz-bucket-region': 'eu-west-1'})), {
		match: request => !String(request.headers.authorization).includes('/eu-west-1/s3/'),
	})},
	{name: 'a clock of S3 three hours ahead', options: {skewMs: 3 * 3_600_000}},
	{name: 'a clock of S3 three hours behind', options: {skewMs: -3 * 3_600_000}},
];

t.test('what S3 may do', async t => {
	t.jobs = 4;
	const expected = await watchWithout(t);
	for (const {name, inject, options} of quirks) {
		t.test(`${name}: nothing to tell, nothing lost or doubled`, {buffered: true}, async t => {
			const run = await startTracedRun(t, options);
			const fault = inject?.(run);
			const {sentences, ...result} = await run.watch();
			t.same(result, expected);
			t.same(run.getTold(), []);
			t.not(fault?.getCount(), 0, 'it happened');
		});
	}
});

t.test('a log that shrinks, and one that is rewritten', async t => {
	const expected = await watchWithout(t);
	const shrunk = await startTracedRun(t, {
		trace: shortTrace.flatMap(line => line.op === 'put' && line.key.endsWith('left.txt') && line.ms > 3000
			? [{...line, body: `${line.body.split('\n')[0]}\n`}, {...line, ms: line.ms + 1000}]
			: [line]).toSorted((x, y) => x.ms - y.ms),
	});
	const {sentences: _, ...result} = await shrunk.watch();
	t.same(result, expected, 'the lines that come back are not new');
	const rewritten = await startTracedRun(t, {trace: shortTrace.map(line => line.op === 'put' && line.key.endsWith('left.txt') && line.ms > 3000
		? {...line, body: line.body.replace('Starting function: left', 'Starting another: left')}
		: line)});
	const {nodes, lines} = await rewritten.watch();
	t.same(nodes, expected.nodes);
	t.match(lines['left'], /^10 /, 'four lines of the first content, then the six all from the first that differs');
	t.same(rewritten.getTold(), []);
});

t.test('a listing of more than a thousand keys whose second page fails is no listing: nothing on it is taken for missing', async t => {
	const expected = await watchWithout(t);
	const run = await startTracedRun(t);
	run.proxy.inject(answerWith(createFirstPage), {match: isFirstPage});
	const fault = run.proxy.inject(answerWith(createS3Error(500, 'InternalError')), {match: request => isListing(request) && !isFirstPage(request) && run.getMs() >= 3000 && run.getMs() < 6000});
	const {sentences, ...result} = await run.watch();
	t.ok(fault.getCount() > 0);
	t.same(result, expected);
	t.match(run.getTold(), [/Cannot list .*\(HTTP 500, InternalError\)/, /^The bucket answers again$/]);
	t.equal(run.getTold().length, 2);
});

t.test('a listing that repeats its continuation tokens is given up, told once, and watched again when it ends', async t => {
	const expected = await watchWithout(t);
	const run = await startTracedRun(t);
	let count = 0;
	const fault = run.proxy.inject(({response}) => {
		response.end(`<ListBucketResult><KeyCount>0</KeyCount><IsTruncated>true</IsTruncated><NextContinuationToken>${count++ % 3}</NextContinuationToken></ListBucketResult>`);
	}, {match: request => isListing(request) && run.getMs() >= 3000 && run.getMs() < 6000});
	const {sentences, ...result} = await run.watch();
	t.same(result, expected);
	t.ok(fault.getCount() >= 4 && fault.getCount() <= 12, `${fault.getCount()} requests`);
	t.match(run.getTold(), [/the listing says that it goes on but not where/, /^The bucket answers again$/]);
});

t.test('an outage whose every look fails in another way is told once', async t => {
	const run = await startTracedRun(t);
	const isNow = (): boolean => run.getMs() >= 3000 && run.getMs() < 9000;
	run.proxy.inject(resetConnection(), {match: isNow});
	run.proxy.inject(answerWith(createS3Error(500, 'InternalError')), {match: () => isNow() && run.getMs() < 4500});
	await run.watch();
	t.equal(run.getTold().length, 2, run.getTold().join('\n'));
});

t.test('a recorded run of FaaSr with an outage in its middle ends as it did without', async t => {
	const trace = 'integration-success';
	const expected = await watchWithout(t, {trace});
	const run = await startTracedRun(t, {trace});
	run.proxy.inject(answerWith(createS3Error(500, 'InternalError')), {match: () => run.getMs() >= 8000 && run.getMs() < 14_000});
	const {sentences, ...result} = await run.watch();
	t.same(result, expected);
	t.equal(result.outcome, 'COMPLETED');
	t.equal(run.getTold().length, 2);
});

t.test('a hundred logs that are never answered cost one look no more than eight, and the next look begins with others', async t => {
	const run = await startTracedRun(t, {timeoutMs: 200});
	const logs = Array.from({length: 100}, (_, index) => ({node: `n${index}`, object: {key: `n${index}.txt`, sizeBytes: 10, etag: 'e'}}));
	run.proxy.inject(staySilent());
	const reader = createLogReader({bucket: run.cloud.logBucket, workflowName: 'Tiny', clock: run.clock});
	const getAsked = (): ReadonlySet<string> => new Set(run.proxy.requests.map(({url}) => /n\d+/.exec(url)![0]));
	const {error, fresh} = await reader.read(logs);
	t.match(error, {code: 'unreachable'});
	t.same(fresh, []);
	t.equal(getAsked().size, 8);
	await reader.read(logs);
	t.equal(getAsked().size, 16);
});

t.test('a run that is watched later has its verdict and its times, however wrong the clock of S3 is', async t => {
	t.jobs = 2;
	for (const skewMs of [3 * 3_600_000, -3 * 3_600_000]) {
		t.test(`${skewMs} ms`, {buffered: true}, async t => {
			const run = await startTracedRun(t, {skewMs});
			await run.watch();
			const later = new WorkflowRunner({workflowFile: run.workflowFile, cloud: run.cloud, clock: run.clock});
			t.teardown(async () => later.cleanup());
			await later.attach({invocationId: '@latest'});
			const {outcome, exitCode, nodes} = await later.result();
			t.same([outcome, exitCode], ['FAILED', 1]);
			t.ok(nodes.every(({endedAt = Number.NaN}) => endedAt <= run.clock.now()));
		});
	}
});

t.test('a run that cannot be looked at in the first place ends with the code of what is wrong', async t => {
	t.jobs = 4;
	const cases: ReadonlyArray<readonly [string, Fault | 'refused', number, RegExp]> = [
		['keys that are refused', answerWith(createS3Error(403, 'InvalidAccessKeyId')), 4, /My_S3_Bucket_AccessKey/],
		['a bucket that is not there', answerWith(createS3Error(404, 'NoSuchBucket')), 5, /DataStores\.My_S3_Bucket\.Bucket/],
		['a clock that is wrong', answerWith(createS3Error(403, 'RequestTimeTooSkewed')), 5, /clock of this machine/],
		['nobody at the address', 'refused', 5, /DataStores\.My_S3_Bucket\.Endpoint/],
	];
	for (const [name, fault, exitCode, hint] of cases) {
		t.test(`${name}: exit code ${exitCode}`, {buffered: true}, async t => {
			const run = await startTracedRun(t);
			await (fault === 'refused' ? run.proxy.refuse() : run.proxy.inject(fault));
			const [outcome] = await Promise.allSettled([run.runner.attach({invocationId: '@latest'})]);
			const error: unknown = outcome?.status === 'rejected' ? outcome.reason : undefined;
			t.ok(isFaasrTuiError(error) && exitCodes[error.code] === exitCode);
			t.match(error, {hint});
		});
	}
});
