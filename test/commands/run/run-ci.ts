import fs from 'node:fs';
import path from 'node:path';
import t from 'tap';
import {projectFolder, runBin, startBin, watchProcesses} from '../../support/cli/run-bin.js';
import {writeSlowWorkflow} from '../../support/cli/slow-workflow.js';
import {findSchemaProblems} from '../../support/reporters/event-schema.js';
import {findReportProblems} from '../../support/reporters/junit-schema.js';

// Real processes on a machine that may be busy. The other exit codes are those of test/cli.ts.
t.setTimeout(180_000);

const readLastLine = (stdout: string): string => stdout.trimEnd().split('\n').at(-1) ?? '';

type Event = {readonly type: string; readonly exitCode?: number; readonly outcome?: string};

t.test('several reporters at once: NDJSON and nothing else on stdout, a JUnit report, a recording that replays to the same end, whatever becomes of stdin', async t => {
	const folder = t.testdir({});
	const report = path.join(folder, 'reports/junit.xml');
	const recording = path.join(folder, 'events.ndjson');
	const {child, result} = startBin(['failing.json', '--local', '--reporter', 'json', '--reporter', `junit=${report}`, '--events', recording]);
	child.stdin.end();
	const {code, stdout, stderr} = await result;
	t.equal(code, 1);
	t.equal(stderr, '');
	t.same(findSchemaProblems(stdout), []);
	const last = JSON.parse(readLastLine(stdout)) as Event;
	t.match(last, {type: 'result', outcome: 'FAILED', exitCode: 1});
	t.same(findSchemaProblems(fs.readFileSync(recording, 'utf8')), []);
	const xml = fs.readFileSync(report, 'utf8');
	t.same(findReportProblems(xml), []);
	t.match(xml, /<failure message="ZeroDivisionError: division by zero at functions\/invert_numbers.py:19 in invert_numbers\(\)" type="function-error">[^]*line 19/u);

	const replayed = await runBin(['replay', recording, '--ci']);
	t.equal(replayed.code, 1);
	t.equal(replayed.stderr, '');
	t.match(readLastLine(replayed.stdout), /^\[FAILED\] completed=1 failed=1 skipped=1 /u);
});

t.test('on GitHub Actions the reporter for it is chosen by itself, and --fail-fast cancels the rest: exit code 1, no process left', async t => {
	const folder = t.testdir({});
	const [file = '', ...flags] = writeSlowWorkflow(folder);
	const document = JSON.parse(fs.readFileSync(file, 'utf8')) as {ActionList: {slow: Record<string, unknown>}; ActionContainers: {slow: string}; FunctionGitRepo: {slow: string}};
	const {slow} = document.ActionList;
	fs.writeFileSync(file, JSON.stringify({
		...document,
		FunctionInvoke: 'start',
		ActionList: {start: {...slow, FunctionName: 'start', InvokeNext: ['slow', 'fails']}, slow, fails: {...slow, FunctionName: 'fails'}},
		ActionContainers: {start: document.ActionContainers.slow, slow: document.ActionContainers.slow, fails: document.ActionContainers.slow},
		FunctionGitRepo: {start: 'user/repo/main/functions/start.py', slow: 'user/repo/main/functions/slow.py', fails: 'user/repo/main/functions/fails.py'},
	}));
	fs.writeFileSync(path.join(folder, 'functions/start.py'), 'def start():\n    pass\n');
	fs.writeFileSync(path.join(folder, 'functions/fails.py'), 'import time\ndef fails():\n    time.sleep(1)\n    print("::error::forged")\n    raise ValueError("no luck")\n');
	const summary = path.join(folder, 'summary.md');
	const {result, waitForOutput} = startBin([file, ...flags, '--fail-fast'], {env: {GITHUB_ACTIONS: 'true', CI: 'true', GITHUB_STEP_SUMMARY: summary}});
	await waitForOutput('Triggered');
	const listLeft = await watchProcesses(folder);
	const {code, stdout} = await result;
	t.equal(code, 1, stdout);
	t.match(stdout, 'fails failed: cancelling the rest (--fail-fast)');
	t.match(stdout, /slow \w+ -> CANCELLED/u);
	t.match(stdout, '::group::start COMPLETED');
	t.match(stdout, '::error file=functions/fails.py,line=5,title=fails FAILED (function-error)::ValueError: no luck at functions/fails.py:5 in fails()\n');
	t.match(readLastLine(stdout), /^\[FAILED\] completed=1 failed=1 cancelled=1 /u);
	t.match(fs.readFileSync(summary, 'utf8'), /^## ❌ [^]*\| ❌ \| fails \| FAILED \|[^]*```mermaid/u);
	t.same(listLeft(), []);
});

t.test('a run in which nothing changes for the time-out: exit code 6', async t => {
	const folder = t.testdir({});
	const {result, waitForOutput} = startBin([...writeSlowWorkflow(folder), '--ci', '--timeout', '4']);
	await waitForOutput('asleep now');
	const listLeft = await watchProcesses(folder);
	const {code, stdout} = await result;
	t.equal(code, 6, stdout);
	t.match(readLastLine(stdout), /^\[TIMEOUT\] timeout=1 /u);
	t.same(listLeft(), []);
});

t.test('GitHub that does not answer: exit code 5, one sentence, an error as the last line of the events and an errored test in the report', async t => {
	const report = path.join(t.testdir({}), 'junit.xml');
	const {code, stdout, stderr} = await runBin(['tutorial.json', '--reporter', 'json', '--reporter', `junit=${report}`], {env: {
		GITHUB_API_URL: 'http://127.0.0.1:9', GITHUB_TOKEN: 'ghp_canary', GITHUB_REPOSITORY: 'someone/repo', MY_S3_BUCKET_ACCESSKEY: 'canary-key', MY_S3_BUCKET_SECRETKEY: 'canary-secret',
	}});
	t.equal(code, 5, stderr);
	t.match(stderr, /^✖ [^\n]+\n(?: {2}[^\n]+\n)?$/u);
	t.match(JSON.parse(readLastLine(stdout)), {type: 'error', code: 'unreachable', exitCode: 5});
	t.same(findSchemaProblems(stdout), []);
	const xml = fs.readFileSync(report, 'utf8');
	t.same(findReportProblems(xml), []);
	t.match(xml, 'errors="1"');
	t.notMatch(stdout + stderr + xml, 'canary');
});

t.test('a bug of ours: exit code 70, and what to report', async t => {
	const {code, stderr} = await runBin(['tutorial.json', '--ci', '--local'], {env: {NODE_OPTIONS: '--import=data:text/javascript,globalThis.AbortController=undefined'}});
	t.equal(code, 70, stderr);
	t.match(stderr, /faasr-tui has a bug: [^]*report/u);
});

type Refusal = readonly [title: string, parameters: readonly string[], message: RegExp];

const refusals: readonly Refusal[] = [
	['two reporters on stdout', ['main.json', '--local', '--reporter', 'lines', '--reporter', 'json'], /lines and json would both write to stdout\.\n {2}.*json=FILE/u],
	['a recording that is none', ['replay', 'package.json'], /package\.json cannot be replayed: not a faasr-tui recording/u],
	['a speed that is none', ['replay', 'package.json', '--speed', '0'], /--speed 0: the value must be a number above 0/u],
];

for (const [title, parameters, message] of refusals) {
	t.test(`${title}: one clear sentence, exit code 2`, async t => {
		const {code, stdout, stderr} = await runBin(parameters);
		t.equal(code, 2);
		t.match(stderr, message);
		t.equal(stdout, '');
	});
}

t.test('the shell gets words while a command line is half written, and no complaint', async t => {
	const {code, stdout, stderr} = await runBin(['--get-yargs-completions', 'faasr-tui', 'logs', path.join(projectFolder, 'workflows/tutorial.json'), '--function', '']);
	t.equal(code, 0);
	t.equal(stderr, '');
	t.same(stdout.trimEnd().split('\n').toSorted((a, b) => a.localeCompare(b)), ['compute-sum', 'create-sample-data']);
});
