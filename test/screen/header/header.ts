import {createElement} from 'react';
import t from 'tap';
import {type AssertionsState} from '../../../source/testing/assertions/assertion-store.js';
import {Header, type HeaderProps} from '../../../source/screen/header/header.js';
import {createFakeState, createFakeWorkflow, type FakeState, fakeInvocation} from '../create-fake-store.js';
import {renderFrame} from '../render-frame.js';
import {plainTheme} from '../themes.js';

const workflow = createFakeWorkflow('tutorial', ['start', 'compute(2)', 'finish']);

const draw = (state: FakeState, props: Partial<HeaderProps> = {}) => renderFrame(createElement(Header, {
	state: createFakeState(workflow, state),
	cloudLabel: 'GitHub Actions owner/repo@main',
	now: 70_000,
	columns: 100,
	rowCount: 2,
	spinner: '⠋',
	isStarting: false,
	cleanText: (text: string) => text,
	theme: plainTheme,
	...props,
}), {columns: props.columns ?? 100, rows: 10});

const running: FakeState = {outcome: 'RUNNING', invocation: fakeInvocation, triggeredAt: 5000, nodes: {start: {status: 'COMPLETED'}}};

t.test('a run shows its workflow, InvocationID, cloud, elapsed time and progress', async t => {
	t.same(draw(running), [
		' tutorial · 7046226e-609f-4d1c-adba-7732ebbf8c4a · GitHub Actions owner/repo@main',
		' ⠋ RUNNING 1m05s █████░░░░░░░░░░░░░░░ 1/4 3 pending, 1 completed',
	]);
});

t.test('with less room the cloud goes first, then the InvocationID is shortened', async t => {
	t.equal(draw(running, {columns: 60})[0], ' tutorial · 7046226e-609f-4d1c-adba-7732ebbf8c4a');
	t.equal(draw(running, {columns: 40})[0], ' tutorial · 7046226e');
	t.same(draw(running, {columns: 40, rowCount: 1}), [' ⠋ RUNNING 1m05s 1/4 ·3 ✓1']);
});

t.test('a start shows a spinner in place of the symbol', async t => {
	t.same(draw({}, {isStarting: true}), [' tutorial · not triggered yet · GitHub Actions owner/repo@main', ' - STARTING 4 nodes']);
});

t.test('every end has its banner', async t => {
	const nodes: FakeState['nodes'] = {start: {status: 'TIMEOUT', sentence: 'Nothing new for 2m00s.'}};
	const cases: ReadonlyArray<readonly [FakeState, string]> = [
		[{outcome: 'COMPLETED', nodes: {start: {status: 'COMPLETED'}}}, ' ✓ COMPLETED  1m05s 3 pending, 1 completed'],
		[{outcome: 'TIMEOUT', nodes}, ' ⧖ TIMED OUT  1m05s ⧖1 ·3  start: Nothing new for 2m00s.'],
		[{outcome: 'CANCELLED', nodes: {start: {status: 'CANCELLED'}}}, ' ■ CANCELLED  1m05s 1 cancelled, 3 pending'],
	];
	for (const [state, expected] of cases) {
		t.equal(draw({...running, endedAt: 70_000, ...state})[1], expected);
	}
});

t.test('a test file that decides the end is the banner', async t => {
	const tests = (isOk: boolean): AssertionsState => ({
		file: 't.mjs', status: isOk ? 'passed' : 'failed', isOver: true, expectedCount: 0,
		assertions: [true, true, true, isOk].map(isOk => ({title: 'x', evidence: '', isOk, at: 0})),
	});
	const completed: FakeState = {...running, outcome: 'COMPLETED', endedAt: 70_000};
	const failed: FakeState = {...running, outcome: 'FAILED', endedAt: 70_000, nodes: {start: {status: 'FAILED'}}};
	t.equal(draw(completed, {tests: tests(false)})[1], ' ✗ TESTS 1 of 4 failed · workflow completed  1m05s 3 pending, 1 completed');
	t.equal(draw(completed, {tests: tests(true)})[1], ' ✓ COMPLETED  1m05s 3 pending, 1 completed');
	t.equal(draw(failed, {tests: tests(true)})[1], ' ✓ TESTS 4 passed · workflow failed  1m05s 1 failed, 3 pending');
	t.equal(draw(completed, {tests: {...tests(false), status: 'running', isOver: false}})[1], ' ✓ COMPLETED  1m05s 3 pending, 1 completed', 'it goes on');
});

t.test('a low budget of requests is said while the run goes on, with the time of its renewal', async t => {
	const resetAt = Date.UTC(2026, 10, 23, 14, 5);
	const low = {...running, platformBudget: {remaining: 312, limit: 5000, resetAt}};
	t.equal(draw(low)[2], ' ⚠ GitHub\'s rate limit: 312 of 5000 requests left until 14:05 UTC');
	t.equal(draw({...low, watchFailures: {bucket: 'no route'}})[2], ' ⚠ S3 does not answer: no route, retrying; GitHub\'s rate limit: 312 of 5000 requests left until 14:…');
	t.equal(draw({...low, platformBudget: {remaining: 3000, limit: 5000, resetAt}}).length, 2);
	t.equal(draw({...low, outcome: 'COMPLETED'}).length, 2, 'after the end nobody needs it');
});

t.test('while the run goes on, what failed stands first with its name; a dead join is named at the end', async t => {
	const failing: FakeState = {...running, nodes: {start: {status: 'COMPLETED'}, 'compute(1)': {status: 'FAILED', sentence: 'KeyError: 13 at train.py:4'}}};
	t.equal(draw(failing)[1], ' ⠋ RUNNING 1m05s 2/4 ✗1 compute(1): KeyError: 13 at train.py:4 ✗1 ·2 ✓1');
	const dead: FakeState = {...running, outcome: 'FAILED', endedAt: 70_000, nodes: {finish: {status: 'SKIPPED', reason: 'dead-join', sentence: 'never ran: waits for cold, whose branch was not taken'}}};
	t.match(draw(dead)[1], '↷1 ·3  finish never ran: waits for cold, whose branch was not taken');
});

t.test('the header uses all of its room before it cuts a cause, and never cuts its line', async t => {
	const cause = {what: '', where: {file: 'functions/fetch.py', line: 12}, frames: []};
	const sentence = 'S3 object not found: s3://faasr/some/folder/nope.csv at functions/fetch.py:12 in fetch()';
	const state = createFakeState(workflow, {...running, outcome: 'FAILED', endedAt: 70_000, nodes: {start: {status: 'FAILED', sentence}}});
	const told = {...state, nodes: new Map([...state.nodes].map(([id, node]) => [id, id === 'start' ? {...node, cause} : node]))};
	t.equal(draw({}, {state: told, columns: 80})[1], ' ✗ FAILED  1m05s ✗1 ·3  start: S3 object not found: s3… at functions/fetch.py:12');
	t.equal(draw({}, {state: told, columns: 120})[1], ` ✗ FAILED  1m05s ✗1 ·3  start: ${sentence}`);
});
