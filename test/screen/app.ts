import t from 'tap';
import {addLogs, getEnd, getMiddle} from '../support/screen/scripted-run.js';
import {fakeInvocation} from './create-fake-store.js';
import {openApp as open, running, startAt} from './open-app.js';
import {keys} from './render-frame.js';
import {asciiTheme} from './themes.js';

t.test('before a trigger the screen shows every node and the key that starts the workflow', async t => {
	const app = open(t, {actionNames: ['start', 'compute(2)', 'finish'], size: {columns: 76, rows: 13}});
	t.same(app.lastFrame().split('\n'), [
		' tutorial · not triggered yet · local cloud',
		' ○ READY  4 nodes',
		'▶ NODES 1/4 ───────────────────────────────────────────────────── 1 more ↓ ─',
		'▶ · start        pending',
		'  · ▾ compute    pending              /2',
		'  · ├ compute(1) pending',
		'  · └ compute(2) pending',
		'─ LOG of all nodes ───────────────────────────────────────────── following ─',
		'  Nothing has run yet: t triggers the workflow.',
		'',
		'',
		'',
		' t trigger  enter log of node  a all logs  f follow  tab log  ? help  q quit',
	]);
	t.equal(app.clock.sleeperCount(), 0, 'nothing ticks while nothing runs');
});

t.test('a run in the middle is one frame that fills the terminal', async t => {
	const app = open(t, {state: getMiddle(startAt), size: {columns: 80, rows: 23}});
	addLogs(app.store);
	await app.settle();
	t.same(app.lastFrame().split('\n'), [
		' tutorial · 7046226e-609f-4d1c-adba-7732ebbf8c4a · local cloud',
		' ⠋ RUNNING 34.6s 9/14 ✗1 fan_out(2): ValueError: table has no column "temp" (ex…',
		'▶ NODES 5/14 ──────────────────────────────────────────────────────── 6 more ↓ ─',
		'  ✓ create_input    completed      2.0s',
		'  ✓ compute_py      completed     14.2s',
		'  ✓ compute_r       completed     17.7s',
		'  ✓ check_condition completed      1.0s  It returned True.',
		'▶ ⠋ run_true        running       10.0s',
		'  − run_false       not invoked          check_condition returned True.',
		'  − after_false     not invoked          Every way to it has ended.',
		'  ⠋ ▾ fan_out       running        9.0s  ✓1 ✗1 ⠋1 ○2 /5',
		'  ✓ ├ fan_out(1)    completed      7.0s',
		'─ LOG of all nodes ────────────────────────────────── 1 hidden (d) · following ─',
		'compute_py          +7.8 reading input.csv',
		'compute_r           +7.9 WARNING column 3 has 2 empty cells',
		'fan_out(2)         +26.0 reading part 2 of 5',
		'fan_out(2)         +30.4 ERROR ValueError: table has no column "temp"',
		'fan_out(2)               Traceback (most recent call last):',
		'fan_out(2)                 File "fan_out.py", line 12, in fan_out',
		'fan_out(2)                   column = table["temp"]',
		'fan_out(2)               ValueError: table has no column "temp"',
		'run_true           +29.8 the condition held',
		' x cancel  enter log of node  a all logs  f follow  tab log  ? help  q quit',
	]);
});

t.test('the end of a run stays on the screen with its outcome and its first failure', async t => {
	const app = open(t, {state: getEnd(startAt)});
	t.equal(app.line(1), ' ✗ FAILED  34.6s ✗1 ⧖1 ■1 ↷2 ✓7 −2  fan_out(2): ValueError: table has no column…');
	t.match(app.line(7), /^▶ ✗ ├ fan_out\(2\)/, 'the cursor is on it');
	t.match(app.line(-1), /^ r rerun {2}enter/);
	t.equal(app.clock.sleeperCount(), 0, 'nothing ticks any more');
});

t.test('small terminals show the pane that has the focus, and tiny ones a line', async t => {
	const app = open(t, {state: getMiddle(startAt), size: {columns: 30, rows: 7}});
	addLogs(app.store);
	await app.settle();
	t.same(app.lastFrame().split('\n'), [
		' ⠋ RUNNING 34.6s 9/14 ✗1 fan_…',
		'▶ NODES 5/14 ────── 2 ↑  9 ↓ ─',
		'  ✓ compute_r      completed',
		'  ✓ check_conditi… completed',
		'▶ ⠋ run_true       running',
		'  − run_false      not invoked',
		' tab log  ? help  q quit',
	]);
	await app.press(keys.tab);
	t.same(app.lastFrame().split('\n'), [
		' ⠋ RUNNING 34.6s 9/14 ✗1 fan_…',
		'▶ LOG of all nod…  following ─',
		'fan_ou…   File "fan_out.py", …',
		'fan_ou…     column = table["t…',
		'fan_ou… ValueError: table has…',
		'run_tr… the condition held',
		' tab table  ? help  q quit',
	]);
	await app.resize({columns: 23, rows: 7});
	t.same(app.lastFrame().split('\n'), ['Needs 24x5; q quits.']);
	await app.press('q', 'y');
	t.same(app.intents, ['quit']);
});

t.test('a frame has as many lines as the terminal has rows, at any size', async t => {
	const app = open(t, {state: {...getMiddle(startAt), watchFailures: {bucket: 'connect ECONNREFUSED'}}});
	addLogs(app.store);
	for (const columns of [10, 24, 37, 60, 111, 200]) {
		for (const rows of [1, 2, 4, 5, 6, 7, 9, 13, 15, 24, 50]) {
			await app.resize({columns, rows});
			const lines = app.lastFrame().split('\n');
			t.equal(lines.length, columns < 24 || rows < 5 ? 1 : rows, `${columns}x${rows}`);
			t.ok(lines.every(line => [...line].length <= columns), `${columns}x${rows}: no line is too long`);
		}
	}
});

t.test('without UTF-8 nothing but ASCII is drawn', async t => {
	const app = open(t, {state: getMiddle(startAt), props: {theme: asciiTheme}, size: {columns: 100, rows: 30}});
	addLogs(app.store);
	await app.settle();
	t.match(app.lastFrame(), /^[\n -~]*$/);
	t.equal(app.line(-1), ' (t trigger)  x cancel  i detail  enter log of node  a all logs  f follow  tab log  ? help  q quit');
});

t.test('one tick moves spinners and durations together', async t => {
	const app = open(t, {state: getMiddle(startAt)});
	await app.settle();
	const countFrames = async (ms: number) => {
		const before = app.frameCount();
		// In small steps, because React draws several changes at once when they come without a pause.
		for (let passedMs = 0; passedMs < ms; passedMs += 100) {
			await app.clock.advance(100);
			await app.settle();
		}

		return app.frameCount() - before;
	};

	t.equal(await countFrames(200), 1, 'one frame for the whole screen');
	t.match(app.line(1), /^ ⠙ RUNNING 34\.8s/);
	t.match(app.line(7), /⠙ run_true .* 10\.2s/);
	t.equal(await countFrames(1000), 5, 'five a second while a node works');
	app.store.setState({...running, nodes: {create_input: {status: 'INVOKED'}}});
	await app.settle();
	t.equal(await countFrames(3000), 3, 'one a second when only the elapsed time moves');
	app.store.setState(getEnd(startAt));
	await app.settle();
	t.equal(await countFrames(3000), 0, 'none at the end');
});

t.test('nothing is left behind when the screen closes', async t => {
	const app = open(t, {state: getMiddle(startAt)});
	await app.settle();
	t.equal(app.clock.sleeperCount(), 1);
	app.unmount();
	await app.settle();
	t.equal(app.clock.sleeperCount(), 0);
	t.equal(app.listenerCount(), 0);
	t.equal(app.stdout.listenerCount('resize'), 0);
});

t.test('what cannot be watched is said in the header and goes when it can again', async t => {
	const app = open(t, {state: {...running, watchFailures: {bucket: 'connect ECONNREFUSED 127.0.0.1:9000', platform: '502 Bad Gateway'}}, size: {columns: 120, rows: 20}});
	t.equal(app.line(2), ' ⚠ S3 does not answer: connect ECONNREFUSED 127.0.0.1:9000; The platform does not answer: 502 Bad Gateway, retrying');
	app.store.setState(running);
	await app.settle();
	t.match(app.line(2), /^▶ NODES/);
});

t.test('everything from elsewhere is cleaned before it is drawn', async t => {
	const evil = 'evil';
	const app = open(t, {
		actionNames: [`node-${evil}`],
		state: {
			...running,
			invocation: {...fakeInvocation, id: `id-${evil}`},
			nodes: {[`node-${evil}`]: {status: 'FAILED', sentence: `why-${evil}`}},
			watchFailures: {bucket: `message-${evil}`},
		},
		props: {cleanText: text => text.replaceAll(evil, 'clean'), cloudLabel: `cloud-${evil}`},
		size: {columns: 120, rows: 30},
	});
	app.store.addLogs({node: `node-${evil}`, source: `source-${evil}`, level: 'ERROR', message: `line-${evil}`});
	await app.press(keys.enter, 'a');
	for (const part of ['node', 'id', 'why', 'message', 'cloud', 'line']) {
		t.match(app.lastFrame(), `${part}-clean`);
	}

	t.notMatch(app.lastFrame(), evil);
});

t.test('a filter takes its room back when it is typed: few rows leave the rest to the log', async t => {
	const app = open(t, {state: getEnd(startAt)});
	const countLogRows = (): number => {
		const lines = app.lastFrame().split('\n');
		return lines.length - lines.findIndex(line => line.includes('LOG of')) - 2;
	};

	const before = countLogRows();
	await app.press('/', ...'create');
	t.equal(countLogRows(), before, 'nothing jumps while it is typed');
	await app.press(keys.enter);
	t.equal(countLogRows(), 18, 'one row of nodes is left');
	await app.press(keys.escape);
	t.equal(countLogRows(), before);
});

t.test('a notice that is longer than the line stands on as many as it needs, and goes with the next key', async t => {
	const app = open(t, {state: getEnd(startAt), size: {columns: 40, rows: 20}});
	app.say('The platform has no log of this run yet: it comes some time after the end of the run.');
	await app.settle();
	t.same(app.lastFrame().split('\n').slice(-3), [' The platform has no log of this run', ' yet: it comes some time after the end', ' of the run.']);
	t.equal(app.lastFrame().split('\n').length, 20);
	await app.press('j');
	t.match(app.line(-1), /quit$/);
	t.equal(app.lastFrame().split('\n').length, 20);
});
