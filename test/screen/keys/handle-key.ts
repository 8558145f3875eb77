import t from 'tap';
import {type FakeState} from '../create-fake-store.js';
import {addLogs, getEnd} from '../../support/screen/scripted-run.js';
import {openApp as open, running, startAt} from '../open-app.js';
import {keys} from '../render-frame.js';

t.test('t triggers once and says that it is starting until the run shows', async t => {
	const app = open(t, {size: {columns: 90, rows: 16}});
	await app.press('t', 't');
	t.same(app.intents, ['trigger']);
	t.match(app.line(1), /^ [-\\|/] STARTING 14 nodes/);
	t.equal(app.line(-1), ' The workflow is already starting.');
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
		['t', running, ' The workflow is already running.'],
		['t', getEnd(startAt), ' The run has ended: r starts the workflow again.'],
		['x', {}, ' Nothing runs: t triggers the workflow.'],
		['x', getEnd(startAt), ' The run has ended: there is nothing to cancel.'],
		['x', {...running, isCancelRequested: true}, ' The run is being cancelled already: X force-cancels it.'],
		['X', {}, ' Nothing runs: t triggers the workflow.'],
		['X', running, ' Cancel the run with x first; X is for what ignores that.'],
		['r', {}, ' Nothing has run yet: t triggers the workflow.'],
		['r', running, ' The run is still in progress: x cancels it first.'],
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
	t.same(app.intents, ['interrupt']);
	t.equal(app.line(-1), ' Cancelling the run. Ctrl+C again leaves at once.');
	await app.press(keys.ctrl('c'));
	t.same(app.intents, ['interrupt', 'quit']);
	const idle = open(t);
	await idle.press(keys.ctrl('c'));
	t.same(idle.intents, ['quit']);
});

t.test('X asks before it kills what has not heeded the cancel', async t => {
	const app = open(t, {state: {...running, isCancelRequested: true}});
	t.match(app.line(-1), /X force/, 'only now it is among the keys');
	await app.press('X');
	t.equal(app.line(-1), ' Force-stop the remaining actions? They will not be able to clean up. y/n');
	await app.press('y');
	t.same(app.intents, ['forceCancel']);
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
	t.equal(app.line(13), '  It has written no log. R shows its run log.');
	await app.press('a');
	t.match(app.line(12), /^─ LOG of all nodes/);
});

t.test('d shows what FaaSr logs about itself', async t => {
	const app = open(t, {state: getEnd(startAt), size: {columns: 80, rows: 60}});
	addLogs(app.store);
	await app.settle();
	t.notMatch(app.lastFrame(), /succesfully uploaded/);
	await app.press('d');
	t.match(app.lastFrame(), /\+1\.7 Log succesfully uploaded/);
});

t.test('scrolling up in the log pauses it and counts what is new, f follows again', async t => {
	const app = open(t, {state: running, size: {columns: 60, rows: 14}});
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
	await app.press('g');
	t.match(app.line(8), /line 1$/);
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
	const app = open(t, {size: {columns: 60, rows: 14}});
	const cursorLine = () => app.lastFrame().split('\n').slice(3).find(line => line.startsWith('▶')) ?? '';
	const steps: ReadonlyArray<readonly [string, string]> = [
		['j', 'compute_py'], [keys.down, 'compute_r'], ['jj', 'run_true'], ['k', 'check_condition'], [keys.up, 'compute_r'],
		['G', 'final_check'], [keys.ctrl('u'), 'fan_out(5)'], ['g', 'create_input'], [keys.pageDown, 'check_condition'],
		[keys.end, 'final_check'], [keys.home, 'create_input'], [keys.pageUp, 'create_input'], ['jjjjjjjjjjjjjjjjjjjjjjj', 'final_check'],
		['gloves', 'final_check'], ['z', 'final_check'],
	];
	for (const [key, name] of steps) {
		await app.press(key);
		t.match(cursorLine(), name, `${JSON.stringify(key)} leads to ${name}`);
	}
});

t.test('? shows every key, scrolls in a small terminal, and Escape closes it', async t => {
	const app = open(t, {size: {columns: 60, rows: 14}});
	await app.press('?');
	t.match(app.line(2), /^▶ KEYS ─+ \d+ more ↓ ─$/);
	t.equal(app.line(3), ' Run');
	t.equal(app.line(4), '   t                trigger the workflow');
	await app.press('j', 'x');
	t.equal(app.line(3), '   t                trigger the workflow');
	await app.press('G');
	t.equal(app.line(-3), '   ctrl+c           cancel the run; a second time, leave at');
	t.equal(app.line(-2), '                    once');
	t.equal(app.line(-1), ' esc close  j scroll');
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

t.test('what a key handler throws is handed to the caller', async t => {
	const error = new Error('broken');
	const app = open(t, {onIntent() {
		throw error;
	}});
	await app.press('q');
	t.same(app.crashes, [error]);
});

t.test('/ types a node\'s name and goes there; Enter keeps the place, Ctrl+C still cancels', async t => {
	const app = open(t, {state: running});
	await app.press('/', 'C', 'o', 'l');
	t.equal(app.line(-1), ' /Col');
	t.match(app.lastFrame(), /▶ · collect/);
	await app.press(keys.backspace, keys.backspace, keys.backspace, 'x');
	t.equal(app.line(-1), ' /x', 'keys are text there');
	await app.press(keys.enter);
	t.match(app.line(-1), /q quit$/);
	await app.press('/', keys.escape);
	t.match(app.line(-1), /q quit$/);
	t.same(app.intents, []);
	await app.press('/', keys.ctrl('c'));
	t.same(app.intents, ['interrupt']);
});

t.test('z gives the marked pane the whole screen and takes it back; 1 and 2 mark a pane', async t => {
	const app = open(t, {state: running});
	await app.press('2', 'z');
	t.notMatch(app.lastFrame(), /NODES/);
	t.match(app.lastFrame(), /LOG of all nodes/);
	await app.press('1');
	t.match(app.lastFrame(), /NODES 1\/14/);
	t.notMatch(app.lastFrame(), /LOG of all nodes/);
	await app.press('z');
	t.match(app.lastFrame(), /NODES[^]+LOG of all nodes/);
	await app.press('z', keys.escape);
	t.match(app.lastFrame(), /NODES[^]+LOG of all nodes/);
});

t.test('a search that arrives in one chunk is typed, any other long chunk is a paste and does nothing', async t => {
	const app = open(t, {state: running});
	await app.press('/collect');
	t.equal(app.line(-1), ' /collect');
	await app.press(keys.escape, 'exit');
	t.same(app.intents, []);
	t.match(app.line(-1), /q quit$/);
});
