import {Buffer} from 'node:buffer';
import t, {type Test} from 'tap';
import {systemClock} from '../../../../source/ports/clock/system-clock.js';
import {createExecutor} from '../../../../source/clouds/local/executor/create-executor.js';
import {
	createDocument, invocation, invocationFolder, startBench,
} from '../../../support/functions/executor-bench.js';

// Dozens of real processes, on a machine that may be busy with other tests.
t.setTimeout(180_000);

const nothing = {'f.py': 'def f():\n    pass\n'};
const action = (InvokeNext: readonly unknown[]) => ({
	FunctionName: 'f', FaaSServer: 'GH', Type: 'Python', InvokeNext,
});

/** The log without timestamps, FaaSr's own noise and the port. */
const readLines = (log: string | undefined): readonly string[] => (log ?? '').split('\n')
	.filter(line => !line.includes('[log.py]'))
	.map(line => line.replace(/^\[\d+(?:\.\d+)?\] /u, '').replace(/port \d+/u, 'port N'));

t.test('writes the lines of an action to S3 in the order of FaaSr', async t => {
	const bench = await startBench(t, {files: {'f.py': 'def f():\n    faasr_log("hello\\nworld")\n    return True\n'}});
	const {exitCode, runLog} = await bench.run();
	t.equal(exitCode, 0);
	t.same(readLines(await bench.readLog()), [
		'[DEBUG] [executor.py] Starting dependency install',
		'[INFO] [faasr_start_invoke_helper.py] Copied the functions folder: functions',
		'[DEBUG] [executor.py] Finished installing dependencies',
		'[INFO] [executor.py] Starting server on localhost port N',
		'hello',
		'world',
		'[INFO] [faasr_server.py] Processing request: faasr_log',
		'[INFO] [faasr_server.py] Processing request: faasr_log',
		'[DEBUG] [executor.py] Polling localhost',
		'[INFO] [executor.py] Starting function: f (Python)',
		'[DEBUG] [executor.py] Put function_completions/work.done file in S3',
		'[DEBUG] [faasr_entry.py] Finished execution of work with result True',
		'[DEBUG] [scheduler.py] Prepending workflow name. Full function: wf-next',
		'[INFO] [scheduler.py] GitHub Action: Successfully invoked: next',
		'',
	]);
	t.match(runLog, /^\[\d+\.\d+\] \[DEBUG\] \[faasr_entry\.py\] Payload URL: me\/flows\/main\/wf\.json\n.*Fetching workflow from GitHub URL: me\/flows\/main\/wf\.json\n.*Successfully fetched raw file/u);
	t.match(runLog, /\[INFO\] \[faasr_entry\.py\] Finished action - InvocationID: run-1\n$/u, 'in the run log only');
	t.equal(await bench.readText(`${invocationFolder}/function_completions/work.done`), 'True');
});

t.test('flushes before the function runs, after each call, and puts .done before the result line', async t => {
	const bench = await startBench(t, {
		files: {
			'f.py': [
				'def f():',
				'    log = "FaaSrLog/wf/2026-01-02T03-04-05/run-1/work.txt"',
				'    faasr_get_file("first.txt", log)',
				'    print("FIRST " + repr(open("first.txt").read().split("] ", 1)[1]))',
				'    faasr_get_file("second.txt", log)',
				'    print("SECOND " + str(open("second.txt").read().count("Processing request: faasr_get_file")))',
			].join('\n'),
		},
	});
	const {exitCode, runLog} = await bench.run();
	t.equal(exitCode, 0);
	t.match(runLog, /FIRST '\[DEBUG\] \[executor\.py\] Starting dependency install[^\n]*Starting server on localhost port \d+\\n'\n/u);
	t.match(runLog, /SECOND 2\n/u);
});

t.test('a new attempt is appended with a new clock, and dispatches again', async t => {
	const bench = await startBench(t, {files: nothing});
	await bench.run();
	const first = await bench.readLog() ?? '';
	await bench.run();
	const both = await bench.readLog() ?? '';
	t.ok(both.startsWith(first));
	t.match(both.slice(first.length), /^\[0\.\d+\] \[DEBUG\] \[executor\.py\] Starting dependency install\n/u);
	t.equal(bench.dispatches.length, 2);
});

t.test('the entry action names the invocation', async t => {
	const bench = await startBench(t, {files: nothing, document: createDocument({}, {FaaSrLog: ''})});
	const {exitCode, runLog} = await bench.run({FunctionInvoke: 'start'});
	t.equal(exitCode, 0);
	const {InvocationID: id, InvocationTimestamp: timestamp, FaaSrLog: logFolder} = bench.dispatches[0]!.overwritten as Record<string, string>;
	t.match(id, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/u);
	t.match(timestamp, /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d$/u);
	t.equal(logFolder, 'FaaSrLog', 'an empty FaaSrLog gets its default, which travels on');
	t.match(runLog, new RegExp(`Generated InvocationTimestamp: ${timestamp}\\n.*Generated default UUID : ${id}\\n`, 'u'));
	t.match(await bench.readText(`FaaSrLog/wf/${timestamp}/${id}/start.txt`), /Successfully invoked: work/u);
});

const entryRows: ReadonlyArray<{readonly title: string; readonly extra: Record<string, unknown>; readonly overwritten: Record<string, unknown>; readonly id?: string; readonly exitCode?: number; readonly runLog: RegExp}> = [
	{
		title: 'derives the InvocationID from the timestamp', extra: {InvocationIDFromDate: '%Y%m%d%H%M'}, overwritten: {InvocationTimestamp: '2026-01-02T03-04-05'}, id: '202601020304', runLog: /Generated InvocationID from format '%Y%m%d%H%M': 202601020304\n/u,
	},
	{
		title: 'keeps an InvocationID of the document', extra: {InvocationID: '1234'}, overwritten: {}, id: '1234', runLog: /InvocationID for the workflow: 1234\n/u,
	},
	{
		title: 'cannot read a timestamp in another format', extra: {InvocationIDFromDate: '%Y'}, overwritten: {InvocationTimestamp: '2026-01-02_03-04-05'}, exitCode: 1, runLog: /ValueError: time data '2026-01-02_03-04-05' does not match format '%Y-%m-%dT%H-%M-%S'\n/u,
	},
];
for (const {title, extra, overwritten, id, exitCode = 0, runLog} of entryRows) {
	t.test(`the entry action ${title}`, async t => {
		const bench = await startBench(t, {files: nothing, document: createDocument({}, extra)});
		const run = await bench.run({FunctionInvoke: 'start', ...overwritten});
		t.equal(run.exitCode, exitCode);
		t.match(run.runLog, runLog);
		const keys = await bench.bucket.list('FaaSrLog/wf/');
		t.same([...new Set(keys.map(key => key.split('/')[3]))], id === undefined ? [] : [id]);
	});
}

t.test('the entry action refuses an invocation that exists, or one that it is a prefix of', async t => {
	const bench = await startBench(t, {files: nothing});
	await bench.bucket.write(`FaaSrLog/wf/${invocation.InvocationTimestamp}/run-17/x.txt`, 'x');
	const {exitCode, runLog} = await bench.run({FunctionInvoke: 'start', ...invocation});
	t.equal(exitCode, 1);
	t.match(runLog, /\[ERROR\] \[faasr_payload\.py\] InvocationID already exists: run-1\n/u);
	t.equal(await bench.readLog('start'), undefined);
});

const startDocument = (extra: Record<string, unknown>) => createDocument({}, extra);
const refused: ReadonlyArray<{readonly title: string; readonly document: Readonly<Record<string, unknown>>; readonly overwritten?: Record<string, unknown>; readonly runLog: RegExp}> = [
	{title: 'lacks ActionList', document: (({ActionList, ...rest}) => rest)(createDocument()), runLog: /JSON not compliant with FaaSr schema: 'ActionList' is a required property\n/u},
	{title: 'does not know the action', document: createDocument(), overwritten: {FunctionInvoke: 'nowhere', ...invocation}, runLog: /FunctionInvoke does not refer to a valid function\n/u},
	{title: 'has a loop', document: startDocument({ActionList: {start: action(['work']), work: action(['next']), next: action(['work'])}}), runLog: /Function loop found from node next to work\n/u},
	{title: 'has no beginning', document: startDocument({ActionList: {start: action(['work']), work: action(['start'])}}), runLog: /Function loop found: no initial action\n/u},
	{title: 'has an unreachable action', document: startDocument({ActionList: {start: action(['work']), work: action([]), lone: action([])}}), runLog: /Unreachable state found: lone\n/u},
	{title: 'names a bucket that is not there', document: startDocument({DataStores: {S3: {Bucket: 'bucket', Region: 'x'}, Dead: {Bucket: 'missing', Region: 'x'}}}), runLog: /S3 server Dead failed with message: /u},
	{title: 'names a store out of reach', document: startDocument({DataStores: {S3: {Bucket: 'bucket', Region: 'x'}, Dead: {Bucket: 'b', Region: 'x', Endpoint: 'http://127.0.0.1:9'}}}), runLog: /S3 server Dead failed with message: .*ECONNREFUSED/u},
	{title: 'has a store without Region', document: startDocument({DataStores: {S3: {Bucket: 'bucket'}}}), runLog: /KeyError: 'Region'\n/u},
	{title: 'has an action without InvokeNext', document: startDocument({ActionList: {start: action(['work']), work: {FunctionName: 'f', FaaSServer: 'GH', Type: 'Python'}}}), runLog: /KeyError: 'InvokeNext'\n/u},
	{title: 'leads to a ranked action twice', document: startDocument({ActionList: {start: action(['work(2)', 'next']), next: action(['work']), work: action([])}}), runLog: /Function with rank cannot have multiple predecessors\n/u},
	{title: 'has ranks within ranks', document: startDocument({ActionList: {start: action(['work(2)']), work: action(['next(3)']), next: action([])}}), runLog: /Function with rank cannot have predecessor with rank - offending functions: next\(3\) and work\(2\)\n/u},
	{title: 'lacks FaaSrLog', document: (({FaaSrLog, ...rest}) => rest)(createDocument()), runLog: /KeyError: 'FaaSrLog'\n/u},
	{title: 'lacks LoggingDataStore', document: (({LoggingDataStore, ...rest}) => rest)(createDocument()), runLog: /KeyError: 'LoggingDataStore'\n/u},
];
for (const {title, document, overwritten, runLog} of refused) {
	t.test(`an action whose document ${title} ends with 1 and leaves nothing in S3`, async t => {
		const bench = await startBench(t, {files: nothing, document: document['DataStores'] === undefined ? {...document, DataStores: {}} : document});
		const run = await bench.run(overwritten);
		t.equal(run.exitCode, 1);
		t.match(run.runLog, runLog);
		t.same(await bench.bucket.list(''), []);
		t.equal(bench.dispatches.length, 0);
	});
}

t.test('a document that cannot be fetched is said in the run log', async t => {
	const bench = await startBench(t, {files: nothing});
	const {exitCode, runLog} = await bench.run(undefined, {env: {GH_PAT: 'wrong'}});
	t.equal(exitCode, 1);
	t.match(runLog, /Failed to fetch raw file from GitHub: me\/flows\/main\/wf\.json -- Not Found\n/u);
});

t.test('credentials that are missing are named, before the store refuses', async t => {
	const bench = await startBench(t, {files: nothing});
	const {exitCode, runLog} = await bench.run(undefined, {env: {S3_SecretKey: undefined}});
	t.equal(exitCode, 1);
	t.match(runLog, /\[WARNING\] \[faasr_entry\.py\] S3_SecretKey is missing from env\n[\s\S]*S3 server S3 failed with message: /u);
	t.notMatch(runLog, /S3_AccessKey is missing/u);
});

t.test('wrong credentials end the action', async t => {
	const bench = await startBench(t, {files: nothing});
	const {exitCode, runLog} = await bench.run(undefined, {env: {S3_SecretKey: 'wrong'}});
	t.equal(exitCode, 1);
	t.match(runLog, /S3 server S3 failed with message: /u);
});

t.test('credentials may stand in the document', async t => {
	const bench = await startBench(t, {
		files: nothing, document: createDocument({}, {
			DataStores: {Inline: {Bucket: 'bucket', Region: '', AccessKey: 'bench-access', SecretKey: 'bench-secret'}}, DefaultDataStore: 'Inline', LoggingDataStore: null,
		}),
	});
	const {exitCode} = await bench.run();
	t.equal(exitCode, 0);
	t.equal(await bench.hasDone(), true);
});

t.test('.done goes to DefaultDataStore, the log to LoggingDataStore', async t => {
	const bench = await startBench(t, {
		files: nothing, document: createDocument({}, {
			DataStores: {S3: {Bucket: 'bucket', Region: 'x'}, Logs: {Bucket: 'other', Region: 'x'}}, LoggingDataStore: 'Logs',
		}),
	});
	await bench.run();
	t.same(await bench.bucket.list(''), [`${invocationFolder}/function_completions/work.done`]);
	t.same(await bench.other.list(''), [`${invocationFolder}/work.txt`]);
});

const joinActions = {
	start: action(['left', 'right']), left: action(['work']), right: action(['work']), work: action([]),
};

const startJoin = async (t: Test, actions: Record<string, unknown> = joinActions) => startBench(t, {files: nothing, document: createDocument({}, {ActionList: actions})});

t.test('a join waits for every predecessor and ends green, in the run log only', async t => {
	const bench = await startJoin(t);
	await bench.bucket.write(`${invocationFolder}/function_completions/left.done`, 'True');
	const {exitCode, runLog} = await bench.run();
	t.equal(exitCode, 0);
	t.match(runLog, /\[ERROR\] \[faasr_payload\.py\] Missing \.done file for predecessor: right — aborting\.\n$/u);
	t.equal(await bench.readLog(), undefined);
});

t.test('of arrivals at a join at once exactly one runs, and no lock is left behind', async t => {
	const bench = await startJoin(t);
	for (const name of ['left', 'right']) {
		await bench.bucket.write(`${invocationFolder}/function_completions/${name}.done`, 'True');
	}

	const runs = await Promise.all([bench.run(), bench.run(), bench.run(), bench.run()]);
	t.same(runs.map(({exitCode}) => exitCode), [0, 0, 0, 0]);
	t.equal(runs.filter(({runLog}) => runLog.includes('Not the last trigger invoked — random number does not match')).length, 3);
	t.equal((await bench.readText(`${invocationFolder}/work.candidate`))?.trim().split('\n').length, 4);
	t.same((await bench.bucket.list(`${invocationFolder}/work`)).map(key => key.slice(invocationFolder.length)), ['/work.candidate', '/work.txt']);
});

t.test('a join runs again once its candidate is gone', async t => {
	const bench = await startJoin(t);
	for (const name of ['left', 'right']) {
		await bench.bucket.write(`${invocationFolder}/function_completions/${name}.done`, 'True');
	}

	await bench.run();
	const again = await bench.run();
	t.match(again.runLog, /Not the last trigger invoked/u);
	await bench.bucket.remove(`${invocationFolder}/work.candidate`);
	await bench.run();
	t.equal((await bench.readLog())?.match(/Starting dependency install/gu)?.length, 2);
});

t.test('a join behind ranks waits for the marker of every rank', async t => {
	const bench = await startJoin(t, {start: action(['many(3)']), many: action(['work']), work: action([])});
	for (const rank of [1, 2]) {
		await bench.bucket.write(`${invocationFolder}/function_completions/many.${rank}.done`, 'True');
	}

	const early = await bench.run();
	t.match(early.runLog, /Missing \.done file for predecessor: many\.3 — aborting\.\n/u);
	await bench.bucket.write(`${invocationFolder}/function_completions/many.3.done`, 'True');
	await bench.run();
	t.equal(await bench.hasDone(), true);
	t.ok(await bench.readText(`${invocationFolder}/work.candidate`), 'one ranked predecessor is a join');
});

t.test('an action that both answers of one conditional lead to counts as a join', async t => {
	const bench = await startJoin(t, {start: action([{True: ['work'], False: ['work']}]), work: action([])});
	await bench.bucket.write(`${invocationFolder}/function_completions/start.done`, 'True');
	await bench.run();
	t.ok(await bench.readText(`${invocationFolder}/work.candidate`));
	t.equal(await bench.hasDone(), true);
});

t.test('a rank has its own log, marker and numbers', async t => {
	const bench = await startBench(t, {
		document: createDocument({}, {ActionList: {start: action(['work(3)']), work: action(['next']), next: action([])}}),
		files: {'f.py': 'def f():\n    faasr_log(str(sorted(faasr_rank().items())))\n'},
	});
	await bench.run({FunctionInvoke: 'work', FunctionRank: 2, ...invocation});
	t.match(await bench.readLog('work(2)'), /^\[\('max_rank', 3\), \('rank', 2\)\]$/mu);
	t.equal(await bench.hasDone('work.2'), true);
	t.notOk('FunctionRank' in bench.dispatches[0]!.overwritten, 'the successor has no rank');
});

t.test('an edge name(1) starts an action without a rank, which is awaited without one', async t => {
	const bench = await startBench(t, {
		document: createDocument({}, {ActionList: {start: action(['work(1)']), work: action(['next', 'next']), next: action([])}}), files: nothing,
	});
	await bench.run({FunctionInvoke: 'start', ...invocation});
	t.notOk('FunctionRank' in bench.dispatches[0]!.overwritten);
	await bench.run();
	t.equal(await bench.hasDone(), true);
	await bench.run({FunctionInvoke: 'next', ...invocation});
	t.equal(await bench.hasDone('next'), true);
});

t.test('an Actions API that is gone, and OVERWRITTEN that is no object, are said in one line', async t => {
	const lines: string[] = [];
	const execute = createExecutor({documentDir: '/', clock: systemClock});
	const job = {
		runId: 1, payloadUrl: 'me/flows/main/wf.json', apiUrl: 'http://127.0.0.1:2999', workDir: '/nowhere', env: {}, signal: new AbortController().signal, writeLog(text: string) {
			lines.push(text);
		},
	};
	t.same(await execute({...job, overwritten: '{}'}), {exitCode: 1});
	t.match(lines.at(-1), /^Traceback \(most recent call last\):\nConnectionError: http:\/\/127\.0\.0\.1:2999 cannot be reached: .*ECONNREFUSED.*\n$/u);
	t.same(await execute({...job, overwritten: '[]'}), {exitCode: 1});
	t.match(lines.at(-1), /ValueError: OVERWRITTEN is not a JSON object\n$/u);
});

t.test('a log of any bytes survives being appended to', async t => {
	const bench = await startBench(t, {files: nothing});
	const bytes = Buffer.from([0x00, 0xFF, 0xC3, 0x0A]);
	await bench.bucket.write(`${invocationFolder}/work.txt`, bytes);
	await bench.run();
	t.same(Buffer.from(await bench.bucket.read(`${invocationFolder}/work.txt`) ?? []).subarray(0, 4), bytes);
});
