import t from 'tap';
import {createKeymap} from '../../../source/screen/keys/keymap.js';
import {fakeInvocation, type FakeState} from '../create-fake-store.js';
import {getEnd} from '../../support/screen/scripted-run.js';
import {openApp as open, running, startAt} from '../open-app.js';
import {keys} from '../render-frame.js';
import {gh} from '../../support/run-id.js';

/** a did its work, b failed, c behind it never ran. */
const failed: FakeState = {
	outcome: 'FAILED', invocation: fakeInvocation, triggeredAt: startAt, endedAt: startAt + 9000,
	nodes: {
		a: {status: 'COMPLETED', reason: 'completed', doneAt: startAt},
		b: {status: 'FAILED', reason: 'function-error', sentence: 'ValueError: boom'},
		c: {status: 'SKIPPED', reason: 'upstream-failed', sentence: 'upstream b failed'},
	},
};
const names = ['a', 'b', 'c'];
const size = {columns: 100, rows: 20};

t.test('r offers the whole workflow, what failed and the selected function, each with its extent or the reason against it', async t => {
	const app = open(t, {state: failed, actionNames: names, size});
	await app.press('r');
	t.same(app.lastFrame().split('\n').slice(2, 14), [
		`▶ RERUN ${'─'.repeat(92)}`,
		'  1 Whole workflow                          new run, 1 node',
		'▶ 2 Failed nodes and everything downstream  reruns 1, keeps 2',
		'  3 b                                       reruns 1, keeps 2',
		'',
		`  Within invocation ${fakeInvocation.id} of ${fakeInvocation.timestamp}`,
		'',
		'  dispatch  b',
		'  rerun     b',
		'  keep      a, c',
		'  delete    function_completions/b.done',
		'',
	]);
	t.equal(app.lastFrame().split('\n').length, 20);
	t.equal(app.line(-1), ' y do it  enter whole plan  j next  esc close');
	await app.press('k');
	t.equal(app.line(7), '  As a new run', 'the plan goes with the cursor');
	t.same(app.intents, [], 'nothing is done yet');
});

t.test('a choice shows its plan; y does it, n goes back to the choices', async t => {
	const app = open(t, {state: failed, actionNames: names, size});
	await app.press('r', keys.enter);
	t.match(app.line(2), /^▶ RERUN: the plan/);
	t.same(app.lastFrame().split('\n').slice(3, 10), [
		`  Within invocation ${fakeInvocation.id} of ${fakeInvocation.timestamp}`,
		'',
		'  dispatch  b',
		'  rerun     b',
		'  keep      a, c',
		'  delete    function_completions/b.done',
		'',
	]);
	t.equal(app.line(-1), ' y do it  n back  j scroll');
	await app.press('n');
	t.match(app.line(2), /^▶ RERUN ─/);
	await app.press(keys.enter, 'y');
	t.same(app.intents, ['resume failed']);
	t.match(app.line(1), /STARTING/);
	await app.press('r');
	t.equal(app.line(-1), ' The workflow is already starting.');
});

t.test('choices have keys; Enter on a plan does it, Esc closes, and so does the key of the menu\'s way back', async t => {
	const app = open(t, {state: failed, actionNames: names, size});
	await app.press('r', '1', keys.enter);
	t.same(app.intents, ['resume workflow']);
	const other = open(t, {state: failed, actionNames: names, size});
	await other.press('r', '3', 'y');
	t.same(other.intents, ['resume b']);
	const atOnce = open(t, {state: failed, actionNames: names, size});
	await atOnce.press('r', 'j', 'y');
	t.same(atOnce.intents, ['resume b'], 'y in the menu does what the plan below it says');
	const third = open(t, {state: failed, actionNames: names, size});
	await third.press('r', '3', keys.escape);
	t.match(third.line(2), /^▶ RERUN ─/);
	await third.press('q');
	t.match(third.line(2), /^▶ NODES/);
	t.same(third.intents, []);
});

t.test('what cannot be run again is set back with the reason, which Enter says once more', async t => {
	const app = open(t, {state: {...failed, outcome: 'COMPLETED', nodes: {}}, actionNames: names, size});
	await app.press('r');
	t.match(app.line(4), /^ {2}2 Failed nodes and everything downstream {2}Nothing failed\.$/);
	t.match(app.line(3), /^▶ 1 Whole workflow/, 'the cursor is on what is possible');
	await app.press('j', keys.enter);
	t.equal(app.line(-1), ' Nothing failed.');
	t.match(app.line(2), /^▶ RERUN ─/, 'the menu stays');
	await app.press('j', 'y');
	t.match(app.line(2), /^▶ RERUN ─/);
	t.same(app.intents, []);
});

t.test('the plan of the whole workflow warns of what is still alive', async t => {
	const app = open(t, {
		state: {...getEnd(startAt), outcome: 'TIMEOUT', platformRuns: [{id: gh(1), action: 'collect', status: 'in_progress', seenAt: startAt}]}, size,
	});
	await app.press('r', '1');
	t.equal(app.line(3), '  ⚠ Some actions of this run are still alive.');
});

t.test('a plan that has become impossible is not carried out', async t => {
	const app = open(t, {state: failed, actionNames: names, size});
	await app.press('r', keys.enter);
	app.store.setState(running);
	await app.settle();
	await app.press('y');
	t.equal(app.line(-1), ' The run is still in progress: x cancels it first.');
	t.same(app.intents, []);
});

t.test(': lists every command with its key, narrows while one types, and does what is chosen', async t => {
	const app = open(t, {state: running, size});
	await app.press(':');
	t.match(app.line(2), /^▶ COMMANDS/);
	t.equal(app.line(3), ' :');
	t.match(app.line(4), /^▶ t +trigger +The workflow is already running\.$/, 'those that do nothing now say why');
	await app.press('z', 'o', 'o', 'm');
	t.equal(app.line(3), ' :zoom');
	t.match(app.line(4), /^▶ z +zoom +zoom or unzoom the focused pane/);
	await app.press(keys.enter);
	t.notMatch(app.lastFrame(), /COMMANDS/);
	t.notMatch(app.lastFrame(), /LOG of/, 'the table has the whole screen');
});

t.test('in the palette letters are letters, also those of the user\'s other keys', async t => {
	const app = open(t, {state: running, size});
	await app.press(':', 'q', '?');
	t.equal(app.line(3), ' :q?');
	t.match(app.lastFrame(), /Nothing matches\./);
	await app.press(keys.enter, keys.backspace);
	t.match(app.line(4), /^▶ q +quit/, 'the key itself finds its command first');
	await app.press(keys.ctrl('u'), keys.down, keys.down, keys.up);
	t.match(app.line(5), /^▶ x +cancel/);
	await app.press(keys.backspace);
	t.match(app.line(2), /^▶ NODES/, 'deleting beyond the beginning closes it');
	await app.press(':', keys.escape);
	t.match(app.line(2), /^▶ NODES/);
	t.same(app.intents, []);
});

t.test('a command that cannot be done now says why and leaves the palette open', async t => {
	const app = open(t, {state: running, size});
	await app.press(':', keys.enter);
	t.equal(app.line(-1), ' The workflow is already running.');
	t.match(app.line(2), /^▶ COMMANDS/);
});

const checkWholeHelp = async (app: ReturnType<typeof open>): Promise<void> => {
	await app.press('?');
	const text = app.lastFrame().replaceAll(/\s+/gu, ' ');
	for (const {help} of Object.values<{readonly help: string}>(createKeymap({}).bindings)) {
		t.ok(text.includes(help), help);
	}
};

t.test('? lists every key by groups as the user has bound them, scrolls and closes', async t => {
	const keymap = createKeymap({trigger: ['ctrl+t'], zoom: [], down: ['ctrl+n']});
	const app = open(t, {size: {columns: 80, rows: 14}, props: {keymap}});
	await app.press('?');
	t.match(app.line(2), /^▶ KEYS .* \d+ more ↓ ─$/);
	t.equal(app.line(3), ' Run');
	await checkWholeHelp(open(t, {size: {columns: 50, rows: 200}}));
	t.equal(app.line(4), '   ctrl+t           trigger the workflow');
	t.equal(app.line(-1), ' esc close  ctrl+n scroll');
	await app.press(keys.ctrl('n'));
	t.match(app.line(2), /1 more ↑ {2}\d+ more ↓/);
	await app.press('G');
	t.match(app.line(-2), /^ Without a key, in the palette only: zoom$/);
	await app.press('q');
	t.match(app.line(2), /^▶ NODES/);
	await app.press(keys.ctrl('t'));
	t.same(app.intents, ['trigger']);
});

t.test('sentences and the footer name the keys that the user has bound', async t => {
	const keymap = createKeymap({trigger: ['ctrl+t'], cancel: [], 'switch-pane': ['ctrl+p']});
	const app = open(t, {size: {columns: 110, rows: 14}, props: {keymap}});
	t.match(app.line(-1), /^ ctrl\+t trigger .* ctrl\+p log/);
	t.notMatch(app.line(-1), /cancel/);
	await app.press('r');
	t.equal(app.line(-1), ' Nothing has run yet: ctrl+t triggers the workflow.');
});
