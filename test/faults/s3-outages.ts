import t from 'tap';
import {startTracedRun, type TracedRunOptions} from '../support/s3/start-traced-run.js';
import {answerWith, changeAnswer, cutBody, resetConnection, stallBody, staySilent, type Fault} from './proxy/faults.js';
import {createS3Error, isListing, isRead, portalPage} from './proxy/s3-answers.js';
import {type FaultOptions} from './proxy/start-fault-proxy.js';

t.setTimeout(170_000);

type Row = {
	readonly name: string;
	/** `refused`: nobody listens on the port. */
	readonly fault: Fault | 'refused';
	readonly match?: FaultOptions['match'];
	/** How long the client waits where no answer comes (ms). */
	readonly timeoutMs?: number;
	/** What the one line says. */
	readonly line: RegExp;
};

const answerError = (status: number, code: string, headers?: Readonly<Record<string, string>>): Fault => answerWith(createS3Error(status, code, headers));

const rows: readonly Row[] = [
	{name: '503 SlowDown', fault: answerError(503, 'SlowDown', {'retry-after': '1'}), line: /\(HTTP 503, SlowDown\)/},
	{name: '500 InternalError', fault: answerError(500, 'InternalError'), line: /\(HTTP 500, InternalError\)/},
	{name: '403 AccessDenied', fault: answerError(403, 'AccessDenied'), line: /refused to list .*\(HTTP 403, AccessDenied\).*My_S3_Bucket_AccessKey/},
	{name: '403 InvalidAccessKeyId', fault: answerError(403, 'InvalidAccessKeyId'), line: /refused to list .*\(HTTP 403, InvalidAccessKeyId\).*My_S3_Bucket_AccessKey/},
	{name: '403 SignatureDoesNotMatch', fault: answerError(403, 'SignatureDoesNotMatch'), line: /refused to list .*\(HTTP 403, SignatureDoesNotMatch\).*My_S3_Bucket_SecretKey/},
	{name: '403 RequestTimeTooSkewed', fault: answerError(403, 'RequestTimeTooSkewed'), line: /\(HTTP 403, RequestTimeTooSkewed\).*clock/},
	{name: '404 NoSuchBucket', fault: answerError(404, 'NoSuchBucket'), line: /\(HTTP 404, NoSuchBucket\).*DataStores\.My_S3_Bucket\.Bucket/},
	{name: '301 PermanentRedirect', fault: answerError(301, 'PermanentRedirect', {'x-amz-bucket-region': 'eu-west-1'}), line: /\(HTTP 301, PermanentRedirect\).*DataStores\.My_S3_Bucket\.Region.*eu-west-1/},
	{name: '307 TemporaryRedirect', fault: answerError(307, 'TemporaryRedirect', {'x-amz-bucket-region': 'eu-west-1'}), line: /\(HTTP 307, TemporaryRedirect\)/},
	{name: 'refused connections', fault: 'refused', line: /\(ECONNREFUSED\)/},
	{name: 'a reset before any answer', fault: resetConnection(), line: /\(ECONNRESET\)/},
	{name: 'a reset in mid-listing', fault: cutBody(120, 'reset'), match: isListing, line: /Cannot list .*\(ECONNRESET\)/},
	{name: 'a reset in mid-log', fault: cutBody(20, 'reset'), match: isRead, line: /Cannot read .*\(ECONNRESET\)/},
	{name: 'a truncated listing', fault: cutBody(120, 'end'), match: isListing, line: /Cannot list .*\(ECONNRESET\)/},
	{name: 'a truncated log', fault: cutBody(20, 'end'), match: isRead, line: /Cannot read .*\(ECONNRESET\)/},
	{name: 'a stalled listing', timeoutMs: 1000, fault: stallBody(120), match: isListing, line: /Cannot list .*\((?:TimeoutError|ETIMEDOUT)\)/},
	{name: 'a stalled log', timeoutMs: 1000, fault: stallBody(20), match: isRead, line: /Cannot read .*\((?:TimeoutError|ETIMEDOUT)\)/},
	{name: 'no answer at all', timeoutMs: 1000, fault: staySilent(), line: /\((?:TimeoutError|ETIMEDOUT)\)/},
	{name: 'malformed XML', fault: changeAnswer(answer => ({...answer, body: answer.text.slice(0, 150)})), match: isListing, line: /Cannot list .*: the answer is not one of S3/},
	{name: 'a page of HTML with status 200', fault: answerWith(portalPage), line: /Cannot list .*: the answer is not/},
	{name: 'a page of HTML in place of a log', fault: answerWith(portalPage), match: isRead, line: /Cannot read .*: the answer is not an object of S3/},
	{name: '304 to a read', fault: answerWith({status: 304, headers: {etag: '"x"'}}), match: isRead, line: /Cannot read .*\(HTTP 304/},
	{name: '412 to a read', fault: answerError(412, 'PreconditionFailed'), match: isRead, line: /Cannot read .*\(HTTP 412, PreconditionFailed\)/},
];

/** Beside what the platform tells of a node's run, where it tells of one. */
const saysWhy = /^Nothing (?:new was observed|else was new) for 6 s, and the bucket could not be watched(?:: its platform run .+)?$/u;

/** The fault befalls everything it matches from `fromMs` to `toMs` of the run. */
const startWithFault = async (t: Parameters<typeof startTracedRun>[0], {fault, match, timeoutMs}: Row, [fromMs, toMs]: readonly [number, number], options: TracedRunOptions = {}) => {
	let isRefused = false;
	const run = await startTracedRun(t, {
		...options,
		...(timeoutMs !== undefined && {timeoutMs}),
		async onTime(ms) {
			const mustRefuse = fault === 'refused' && ms >= fromMs && ms < toMs;
			if (mustRefuse !== isRefused) {
				isRefused = mustRefuse;
				await (mustRefuse ? run.proxy.refuse() : run.proxy.accept());
			}
		},
	});
	if (fault !== 'refused') {
		run.proxy.inject(fault, {match: request => run.getMs() >= fromMs && run.getMs() < toMs && (match?.(request) ?? true)});
	}

	return run;
};

t.test('an outage of S3 in the middle of a run', async t => {
	t.jobs = 8;
	const {sentences: _, ...expected} = await (await startTracedRun(t)).watch();
	t.match(expected, {outcome: 'FAILED', exitCode: 1, nodes: {left: 'COMPLETED completed', right: 'FAILED function-error', end: 'COMPLETED completed'}, lines: {right: /^8 /, end: /^7 /}});
	for (const row of rows) {
		t.test(`${row.name}: one line, another when it is over, and nothing lost or doubled`, {buffered: true}, async t => {
			const run = await startWithFault(t, row, [3000, 6000]);
			const {sentences, ...result} = await run.watch();
			t.same(result, expected);
			const told = run.getTold();
			t.equal(told.length, 2, told.join('\n'));
			t.match(told[0], row.line);
			t.notMatch(told[0], /words of the server/);
			t.equal(told[1], 'The bucket answers again');
		});
	}
});

t.test('an outage of S3 that does not end', async t => {
	t.jobs = 8;
	for (const row of rows) {
		t.test(`${row.name} without end: given up after the time-out with exit code 5, told once, and nothing called failed`, {buffered: true}, async t => {
			const run = await startWithFault(t, row, [3000, Number.POSITIVE_INFINITY], {timeout: 6});
			const {outcome, exitCode, nodes, sentences} = await run.watch();
			t.same([outcome, exitCode], ['TIMEOUT', 5]);
			const told = run.getTold();
			t.equal(told.length, 1, told.join('\n'));
			t.match(told[0], row.line);
			t.notOk(Object.values(nodes).some(status => status.startsWith('FAILED')), 'nothing failed');
			const given = Object.keys(nodes).filter(id => nodes[id] === 'TIMEOUT no-change');
			t.ok(given.length > 0 && given.every(id => saysWhy.test(sentences[id] ?? '')), 'the nodes say why');
			t.ok(run.getMs() >= 6000, 'not before the time-out');
		});
	}
});

t.test('a single log that S3 refuses', async t => {
	const row: Row = {name: 'one log', fault: answerError(403, 'AccessDenied'), match: request => request.url.includes('left.txt'), line: /./};
	const run = await startWithFault(t, row, [3000, Number.POSITIVE_INFINITY], {timeout: 6});
	const {outcome, exitCode, nodes} = await run.watch();
	t.same([outcome, exitCode, nodes['right'], nodes['end']], ['FAILED', 1, 'FAILED function-error', 'COMPLETED completed'], 'the others are read, and judged by what they say');
	t.same(run.getTold(), ['Cannot watch the bucket (the run continues; retrying): Data store My_S3_Bucket refused to read "…/left.txt" (HTTP 403, AccessDenied). Check My_S3_Bucket_AccessKey and My_S3_Bucket_SecretKey in the environment or in .env.']);
});
