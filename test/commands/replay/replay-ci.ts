import fs from 'node:fs';
import path from 'node:path';
import t from 'tap';
import {replayCi} from '../../../source/commands/replay/replay-ci.js';
import {type ReplayOptions} from '../../../source/commands/replay/replay-options.js';
import {parseRecording} from '../../../source/report/recording/read-recording.js';
import {type TimedEvent} from '../../../source/report/recording/recorded-event.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {createMemoryOutput} from '../../support/memory-output.js';
import {findReportProblems} from '../../support/reporters/junit-schema.js';

const readFixture = (name: string): string => fs.readFileSync(new URL(`../../support/recording/${name}`, import.meta.url), 'utf8');

const text = readFixture('failing.ndjson');
const recorded = parseRecording('failing.ndjson', text);

const replay = async (changes: Partial<ReplayOptions> = {}) => {
	const stdout = createMemoryOutput();
	const stderr = createMemoryOutput();
	const code = await replayCi({
		file: 'failing.ndjson', isCi: true, events: recorded, speed: undefined, reporters: [], env: {}, stdout, stderr, clock: createVirtualClock(), signals: {onSignal: () => () => undefined}, ...changes,
	});
	return {code, stdout: stdout.read(), stderr: stderr.read()};
};

t.test('a recording is told in lines as the run was, and exits as it did', async t => {
	const {code, stdout, stderr} = await replay();
	t.equal(code, 1);
	t.equal(stderr, '');
	t.match(stdout, /Running workflows\/failing\.json on local cloud\n/u);
	t.match(stdout, /invert-numbers \w+ -> FAILED [\d.]+s \(function-error\): ZeroDivisionError: division by zero at functions\/invert_numbers\.py:19 in invert_numbers\(\)\n/u);
	t.equal(stdout.split('Triggered failing').length, 2);
	t.match(stdout, /--- invert-numbers FAILED[^]*ZeroDivisionError: division by zero\n[^]*\n\[FAILED\] completed=1 failed=1 skipped=1 elapsed=[\d.]+s\n$/u);
});

const parseLines = (recording: string): readonly unknown[] => recording.trimEnd().split('\n').map(line => JSON.parse(line) as unknown);

t.test('recorded once more, a replay is the same recording, and one of version 1.1 is of today\'s version', async t => {
	for (const name of ['failing.ndjson', 'failing-1.1.ndjson']) {
		const {stdout} = await replay({events: parseRecording(name, readFixture(name)), reporters: ['json']});
		t.same(parseLines(stdout), parseLines(text), name);
	}
});

t.test('a recording of version 1.0, which has no causes, replays to the same statuses and names the error', async t => {
	const events = parseRecording('failing-1.0.ndjson', readFixture('failing-1.0.ndjson'));
	const {code, stdout, stderr} = await replay({events});
	t.equal(code, 1);
	t.equal(stderr, '');
	t.equal(stdout, (await replay()).stdout);
	t.match(stdout, 'write-numbers RUNNING -> COMPLETED 0.9s\n');
	t.match(stdout, 'invert-numbers PENDING -> FAILED 0.3s (function-error): ZeroDivisionError: division by zero at functions/invert_numbers.py:19 in invert_numbers()\n');
	t.match(stdout, 'add-numbers PENDING -> SKIPPED (upstream-failed): upstream invert-numbers failed\n');
	t.match(stdout, /\n\[FAILED\] completed=1 failed=1 skipped=1 elapsed=1\.0s\n$/u);
	const statuses = await replay({events, reporters: ['json']});
	const result = JSON.parse(statuses.stdout.trimEnd().split('\n').at(-1)!) as {outcome: string; nodes: ReadonlyArray<{id: string; status: string}>};
	t.same([result.outcome, ...result.nodes.map(({id, status}) => `${id} ${status}`)], ['FAILED', 'write-numbers COMPLETED', 'invert-numbers FAILED', 'add-numbers SKIPPED']);
});

t.test('reports and a step summary can be made of a recording afterwards', async t => {
	const folder = t.testdir({});
	const report = path.join(folder, 'reports/junit.xml');
	const summary = path.join(folder, 'summary.md');
	const {stdout} = await replay({reporters: [`junit=${report}`], env: {GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary}});
	t.same(findReportProblems(fs.readFileSync(report, 'utf8')), []);
	t.match(stdout, '::error file=functions/invert_numbers.py,line=19,title=invert-numbers FAILED (function-error)::ZeroDivisionError: division by zero at functions/invert_numbers.py:19');
	t.match(fs.readFileSync(summary, 'utf8'), '## ❌ failing: FAILED');
});

t.test('a recording that stops before the end says so, and does not exit with 0', async t => {
	const {code, stdout} = await replay({events: recorded.slice(0, 8)});
	t.not(code, 0);
	t.match(stdout, /The recording stops before the run has ended\nPENDING: invert-numbers, add-numbers\nINVOKED: write-numbers\n\[RUNNING\] pending=2 invoked=1 elapsed=[\d.]+s\n$/u);
});

t.test('a run that could not be started ends as it did', async t => {
	const [first] = recorded;
	const error: TimedEvent = {type: 'error', at: first!.at, code: 'credentials', message: 'The token is wrong.', hint: 'Set GITHUB_TOKEN.', exitCode: 4};
	const {code, stdout} = await replay({events: [first!, error], env: {GITHUB_ACTIONS: 'true'}});
	t.equal(code, 4);
	t.equal(stdout, '::error title=faasr-tui::The token is wrong.%0ASet GITHUB_TOKEN.\n');
});

t.test('a report that cannot be written is refused before anything is told', async t => {
	const folder = t.testdir({file: ''});
	await t.rejects(replay({reporters: [`junit=${path.join(folder, 'file/report.xml')}`]}), {message: /The report .*report\.xml cannot be written \((?:ENOTDIR|EEXIST)\)/u, code: 'usage'});
});
