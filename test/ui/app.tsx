import {createElement} from 'react';
import t, {type Test} from 'tap';
import {createVirtualClock, type VirtualClock} from '../../source/testing/virtual-clock.js';
import {App} from '../../source/ui/app.js';
import {type RunActions} from '../../source/ui/run-actions.js';
import {type AppProps} from '../../source/ui/screen-options.js';
import {createFakeStore, createFakeWorkflow, type FakeState, type FakeStore, fakeInvocation} from './create-fake-store.js';
import {actions as actionNames, addLogs, getEnd, getMiddle} from './fixtures/scripted-run.js';
import {type FrameRecorder, type FrameSize, keys, recordFrames} from './render-frame.js';
import {asciiTheme, plainTheme} from './themes.js';

const startAt = 1_800_000_000_000;
const running: FakeState = {outcome: 'RUNNING', invocation: fakeInvocation, triggeredAt: startAt};

type OpenApp = FrameRecorder & {
	readonly store: FakeStore;
	readonly clock: VirtualClock;
	/** Intents in the order they went out. */
	readonly intents: string[];
	readonly say: (text: string) => void;
	readonly crashes: unknown[];
	readonly listenerCount: () => number;
	readonly line: (index: number) => string;
};

type OpenOptions = {
	readonly state?: FakeState;
	readonly size?: FrameSize;
	readonly actionNames?: readonly string[];
	readonly props?: Partial<AppProps>;
	readonly onIntent?: (intent: string) => void;
};

const open = (t: Test, {state = {}, size = {columns: 80, rows: 24}, onIntent, props, ...options}: OpenOptions = {}): OpenApp => {
	const store = createFakeStore(createFakeWorkflow('tutorial', options.actionNames ?? actionNames), state);
	const clock = createVirtualClock(startAt);
	const intents: string[] = [];
	const crashes: unknown[] = [];
	const listeners = new Set<(text: string) => void>();
	const act = (intent: keyof RunActions) => () => {
		intents.push(intent);
		onIntent?.(intent);
	};

	const recorder = recordFrames(stdout => createElement(App, {
		store,
		clock,
		actions: {
			trigger: act('trigger'), cancel: act('cancel'), rerun: act('rerun'), quit: act('quit'),
		},
		cloudLabel: 'local cloud',
		quitSentence: 'The run ends with it.',
		theme: plainTheme,
		terminal: stdout,
		cleanText: (text: string) => text,
		subscribeNotices(listener: (text: string) => void) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		onCrash(error: unknown) {
			crashes.push(error);
		},
		...props,
	}), size);
	t.teardown(recorder.unmount);
	return {
		...recorder,
		store,
		clock,
		intents,
		crashes,
		listenerCount: () => store.listenerCount() + listeners.size,
		say(text) {
			for (const listener of listeners) {
				listener(text);
			}
		},
		line: index => recorder.lastFrame().split('\n').at(index) ?? '',
	};
};

t.test('before a trigger the screen shows every node and the key that starts the workflow', async t => {
	const app = open(t, {actionNames: ['start', 'compute(2)', 'finish'], size: {columns: 76, rows: 14}});
	t.same(app.lastFrame().split('\n'), [
		' tutorial · not triggered yet · local cloud',
		' ○ READY  4 nodes',
		'▶ NODES 1/4 ────────────────────────────────────────────────────────────────',
		'▶ · start      pending',
		'  · compute(1) pending',
		'  · compute(2) pending',
		'  · finish     pending',
		'─ LOG of all nodes ───────────────────────────────────────────── following ─',
		'  Nothing has run yet: t triggers the workflow.',
		'',
		'',
		'',
		' t trigger  enter log of node  a all logs  f follow  tab log  ? help  q quit',
	]);
	t.equal(app.clock.sleeperCount(), 0, 'nothing ticks while nothing runs');
});

t.test('a run in the middle is one frame of rows - 1 lines', async t => {
	const app = open(t, {state: getMiddle(startAt)});
	addLogs(app.store);
	await app.settle();
	t.same(app.lastFrame().split('\n'), [
		' tutorial · 7046226e-609f-4d1c-adba-7732ebbf8c4a · local cloud',
		' ⠋ RUNNING 34.6s ██████████░░░░░░ 9/14 ✗1 ↷1 ●2 ○2 ·1 ✓5 −2',
		'▶ NODES 5/14 ──────────────────────────────────────────────────────── 5 more ↓ ─',
		'  ✓ create_input    completed      2.0s',
		'  ✓ compute_py      completed     14.2s',
		'  ✓ compute_r       completed     17.7s',
		'  ✓ check_condition completed      1.0s  It returned True.',
		'▶ ⠋ run_true        running       10.0s',
		'  − run_false       not invoked          check_condition returned True.',
		'  − after_false     not invoked          Every way to it has ended.',
		'  ✓ fan_out(1)      completed      7.0s',
		'  ✗ fan_out(2)      failed         5.0s  ValueError: table has no column "temp"…',
		'─ LOG of all nodes ───────────────────────────────────────────────── following ─',
		'compute_py          3.2 reading input.csv',
		'compute_r           3.3 WARNING column 3 has 2 empty cells',
		'fan_out(2)          0.4 reading part 2 of 5',
		'fan_out(2)          4.8 ERROR ValueError: table has no column "temp"',
		'fan_out(2)              Traceback (most recent call last):',
		'fan_out(2)                File "fan_out.py", line 12, in fan_out',
		'fan_out(2)                  column = table["temp"]',
		'fan_out(2)              ValueError: table has no column "temp"',
		'run_true            5.2 the condition held',
		' x cancel  enter log of node  a all logs  f follow  tab log  ? help  q quit',
	]);
});

t.test('the end of a run stays on the screen with its outcome and its first failure', async t => {
	const app = open(t, {state: getEnd(startAt)});
	t.equal(app.line(1), ' ✗ FAILED  34.6s ✗1 ⧖1 ■1 ↷2 ✓7 −2  fan_out(2): ValueError: table has no column…');
	t.match(app.line(7), /^▶ ✗ fan_out\(2\)/, 'the cursor is on it');
	t.match(app.line(-1), /^ r rerun {2}enter/);
	t.equal(app.clock.sleeperCount(), 0, 'nothing ticks any more');
});

t.test('small terminals show the pane that has the focus, and tiny ones a line', async t => {
	const app = open(t, {state: getMiddle(startAt), size: {columns: 30, rows: 8}});
	addLogs(app.store);
	await app.settle();
	t.same(app.lastFrame().split('\n'), [
		' ⠋ RUNNING 34.6s 9/14 ✗1 ↷1 ●…',
		'▶ NODES 5/14 ────── 2 ↑  8 ↓ ─',
		'  ✓ compute_r      completed',
		'  ✓ check_conditi… completed',
		'▶ ⠋ run_true       running',
		'  − run_false      not invoked',
		' tab log  ? help  q quit',
	]);
	await app.press(keys.tab);
	t.same(app.lastFrame().split('\n'), [
		' ⠋ RUNNING 34.6s 9/14 ✗1 ↷1 ●…',
		'▶ LOG of all nod…  following ─',
		'fan_ou…   File "fan_out.py", …',
		'fan_ou…     column = table["t…',
		'fan_ou… ValueError: table has…',
		'run_tr… the condition held',
		' tab table  ? help  q quit',
	]);
	await app.resize({columns: 23, rows: 8});
	t.same(app.lastFrame().split('\n'), ['Needs 24x6; q quits.']);
	await app.press('q', 'y');
	t.same(app.intents, ['quit']);
});

t.test('frames never exceed rows - 1, at any size', async t => {
	const app = open(t, {state: {...getMiddle(startAt), watchFailures: {bucket: 'connect ECONNREFUSED'}}});
	addLogs(app.store);
	for (const columns of [10, 24, 37, 60, 111, 200]) {
		for (const rows of [1, 2, 6, 7, 9, 13, 15, 24, 50]) {
			await app.resize({columns, rows});
			const lines = app.lastFrame().split('\n');
			t.ok(lines.length <= Math.max(1, rows - 1), `${columns}x${rows}: ${lines.length} lines`);
			t.ok(lines.every(line => [...line].length <= columns), `${columns}x${rows}: no line is too long`);
		}
	}
});

t.test('without UTF-8 nothing but ASCII is drawn', async t => {
	const app = open(t, {state: getMiddle(startAt), props: {theme: asciiTheme}, size: {columns: 100, rows: 30}});
	addLogs(app.store);
	await app.settle();
	t.match(app.lastFrame(), /^[\n -~]*$/);
	t.equal(app.line(-1), ' (t trigger)  x cancel  (r rerun)  enter log of node  a all logs  f follow  tab log  ? help  q quit');
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

t.test('t triggers once and says that it is starting until the run shows', async t => {
	const app = open(t, {size: {columns: 90, rows: 16}});
	await app.press('t', 't');
	t.same(app.intents, ['trigger']);
	t.match(app.line(1), /^ [-\\|/] STARTING 14 nodes/);
	t.equal(app.line(-1), ' The workflow is being started already.');
	app.store.setState(running);
	await app.settle();
	t.match(app.line(1), /^ ⠋ RUNNING 0\.0s/);
	t.match(app.line(0), /7046226e-609f-4d1c-adba-7732ebbf8c4a/);
});

t.test('the caller can say why a trigger failed, and it can be tried again', async t => {
	const app = open(t, {size: {columns: 90, rows: 16}});
	await app.press('t');
	app.say('GitHub refused the dispatch (403).');
	await app.settle();
	t.equal(app.line(-1), ' GitHub refused the dispatch (403).');
	t.match(app.line(1), /READY/);
	await app.press('t');
	t.same(app.intents, ['trigger', 'trigger']);
});

t.test('keys that do nothing now say why', async t => {
	const cases: ReadonlyArray<readonly [string, FakeState, string]> = [
		['t', running, ' The workflow runs already.'],
		['t', getEnd(startAt), ' The run has ended: r starts the workflow again.'],
		['x', {}, ' Nothing runs: t triggers the workflow.'],
		['x', getEnd(startAt), ' The run has ended: there is nothing to cancel.'],
		['x', {...running, isCancelRequested: true}, ' The run is being cancelled already.'],
		['r', {}, ' Nothing has run yet: t triggers the workflow.'],
		['r', running, ' The run goes on: x cancels it first.'],
	];
	for (const [key, state, text] of cases) {
		const app = open(t, {state});
		await app.press(key);
		t.equal(app.line(-1), text);
		await app.press('a');
		t.match(app.line(-1), /q quit$/, 'until the next key');
		t.same(app.intents, []);
	}
});

t.test('x asks before it cancels; only y does it', async t => {
	const app = open(t, {state: running});
	await app.press('x');
	t.equal(app.line(-1), ' Cancel the run? y/n');
	for (const key of ['n', keys.escape, 'x', keys.enter]) {
		await app.press(key);
		t.match(app.line(-1), /q quit$/);
		await app.press('x');
	}

	t.same(app.intents, []);
	await app.press('y');
	t.same(app.intents, ['cancel']);
});

t.test('a question answered after the run has ended does nothing', async t => {
	const app = open(t, {state: running});
	await app.press('x');
	app.store.setState(getEnd(startAt));
	await app.settle();
	await app.press('y');
	t.same(app.intents, []);
	t.equal(app.line(-1), ' The run has ended: there is nothing to cancel.');
});

t.test('a cancelled run says so while it ends', async t => {
	const app = open(t, {state: {...running, isCancelRequested: true}});
	t.match(app.line(1), /^ ⠋ CANCELLING/);
});

t.test('q leaves at once when nothing runs and says what becomes of a run that does', async t => {
	const idle = open(t);
	await idle.press('q');
	t.same(idle.intents, ['quit']);
	const app = open(t, {state: running});
	await app.press('q');
	t.equal(app.line(-1), ' Quit? The run ends with it. y/n');
	await app.press('y');
	t.same(app.intents, ['quit']);
});

t.test('Ctrl+C cancels a run, and leaves the second time or when nothing runs', async t => {
	const app = open(t, {state: running});
	await app.press(keys.ctrl('c'));
	t.same(app.intents, ['cancel']);
	t.equal(app.line(-1), ' Cancelling the run. Ctrl+C again leaves at once.');
	await app.press(keys.ctrl('c'));
	t.same(app.intents, ['cancel', 'quit']);
	const idle = open(t);
	await idle.press(keys.ctrl('c'));
	t.same(idle.intents, ['quit']);
});

t.test('r runs again, and asks first when actions of a run that was given up may still be at work', async t => {
	const app = open(t, {state: getEnd(startAt)});
	await app.press('r');
	t.same(app.intents, ['rerun']);
	t.match(app.line(1), /STARTING 14 nodes$/);
	app.store.setState({...running, invocation: {...fakeInvocation, id: 'second'}});
	await app.settle();
	t.match(app.line(0), /second/);

	const timedOut = open(t, {state: {
		...getEnd(startAt), outcome: 'TIMEOUT', platformRuns: [{id: 1, action: 'collect', status: 'in_progress', seenAt: startAt}],
	}});
	await timedOut.press('r');
	t.equal(timedOut.line(-1), ' Some actions of this run are still alive. Run again? y/n');
	await timedOut.press('y');
	t.same(timedOut.intents, ['rerun']);
});

t.test('Enter shows the log of the node under the cursor and a that of all', async t => {
	const app = open(t, {state: getEnd(startAt)});
	addLogs(app.store);
	await app.press(keys.enter);
	t.match(app.line(12), /^─ LOG fan_out\(2\) \(failed: ValueError: table has no column "temp"/);
	t.equal(app.line(13), '    0.4 reading part 2 of 5');
	t.equal(app.line(14), '    4.8 ERROR ValueError: table has no column "temp"');
	await app.press('k');
	t.match(app.line(12), /^─ LOG fan_out\(1\) \(completed\)/, 'the log goes with the cursor');
	t.equal(app.line(13), '  It has written no log.');
	await app.press('a');
	t.match(app.line(12), /^─ LOG of all nodes/);
});

t.test('d shows what FaaSr logs about itself', async t => {
	const app = open(t, {state: getEnd(startAt), size: {columns: 80, rows: 60}});
	addLogs(app.store);
	await app.settle();
	t.notMatch(app.lastFrame(), /succesfully uploaded/);
	await app.press('d');
	t.match(app.lastFrame(), /0\.1 Log succesfully uploaded/);
});

t.test('scrolling up in the log pauses it and counts what is new, f follows again', async t => {
	const app = open(t, {state: running, size: {columns: 60, rows: 15}});
	const addLines = (from: number, to: number) => {
		for (let number = from; number <= to; number++) {
			app.store.addLogs({node: 'compute_py', message: `line ${number}`});
		}
	};

	addLines(1, 20);
	await app.press(keys.tab, 'k');
	t.match(app.line(7), /^▶ LOG of all nodes ─+ PAUSED · 19\/20 ─$/);
	t.match(app.line(8), /line 15$/);
	addLines(21, 57);
	await app.settle();
	t.match(app.line(7), /PAUSED · 37 new ↓ ─$/);
	t.match(app.line(8), /line 15$/, 'the view stays');
	app.store.dropLogs(10);
	await app.settle();
	t.match(app.line(8), /line 15$/, 'also when old lines are dropped');
	await app.press('g');
	t.match(app.line(8), /line 11$/);
	await app.press('f');
	t.match(app.line(7), / following ─$/);
	t.match(app.line(12), /line 57$/);
	await app.press('f', keys.ctrl('d'));
	t.match(app.line(7), / following ─$/, 'reaching the end follows too');
	await app.press(keys.pageUp);
	t.match(app.line(8), /line 49$/);
	await app.press(keys.end);
	t.match(app.line(7), / following ─$/);
});

t.test('movement keys move in the table and keep the cursor in view', async t => {
	const app = open(t, {size: {columns: 60, rows: 15}});
	const cursorLine = () => app.lastFrame().split('\n').slice(3).find(line => line.startsWith('▶')) ?? '';
	const steps: ReadonlyArray<readonly [string, string]> = [
		['j', 'compute_py'], [keys.down, 'compute_r'], ['jj', 'run_true'], ['k', 'check_condition'], [keys.up, 'compute_r'],
		['G', 'final_check'], [keys.ctrl('u'), 'fan_out(5)'], ['g', 'create_input'], [keys.pageDown, 'check_condition'],
		[keys.end, 'final_check'], [keys.home, 'create_input'], [keys.pageUp, 'create_input'], ['jjjjjjjjjjjjjjjjjjjjjjj', 'final_check'],
		['gloves', 'final_check'],
	];
	for (const [key, name] of steps) {
		await app.press(key);
		t.match(cursorLine(), name, `${JSON.stringify(key)} leads to ${name}`);
	}
});

t.test('? shows every key, scrolls in a small terminal, and Escape closes it', async t => {
	const app = open(t, {size: {columns: 60, rows: 15}});
	await app.press('?');
	t.match(app.line(2), /^▶ KEYS ─+ \d+ more ↓ ─$/);
	t.equal(app.line(3), ' Run');
	t.equal(app.line(4), '   t                trigger the workflow');
	await app.press('j', 'x');
	t.equal(app.line(3), '   t                trigger the workflow');
	await app.press('G');
	t.equal(app.line(-2), '   ctrl+c           cancel the run; a second time, leave at…');
	t.equal(app.line(-1), ' esc close  j scroll  q close');
	await app.press(keys.escape);
	t.match(app.line(2), /^▶ NODES/);
	await app.press('?', 'q');
	t.match(app.line(2), /^▶ NODES/);
	t.same(app.intents, []);
	await app.press('?');
	t.equal(app.line(3), ' Run', 'it opens at its top again');
});

t.test('Escape and Tab lead back to the table', async t => {
	const app = open(t, {state: running});
	for (const back of [keys.escape, keys.tab, keys.shiftTab]) {
		await app.press(keys.tab);
		t.match(app.lastFrame(), /^▶ LOG/m);
		await app.press(back);
		t.match(app.lastFrame(), /^▶ NODES/m);
	}
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

t.test('what a key handler throws is handed to the caller', async t => {
	const error = new Error('broken');
	const app = open(t, {onIntent() {
		throw error;
	}});
	await app.press('t');
	t.same(app.crashes, [error]);
});
