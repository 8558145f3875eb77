import {createElement} from 'react';
import t, {type Test} from 'tap';
import {type Status} from '../../../source/core/run/status.js';
import {type Direction} from '../../../source/core/layout/graph-layout.js';
import {chooseGraphForm} from '../../../source/screen/graph/graph-form.js';
import {createGraphModel} from '../../../source/screen/graph/graph-model.js';
import {findFarBox, findNeighbour, type Heading} from '../../../source/screen/graph/graph-neighbours.js';
import {createGraphStates} from '../../../source/screen/graph/graph-states.js';
import {getGraphWindow, initialGraphViewState, reduceGraphView} from '../../../source/screen/graph/state.js';
import {GraphView} from '../../../source/screen/graph/view.js';
import {cellWidth} from '../../../source/screen/frame/text/cell-width.js';
import {createTheme, type Theme} from '../../../source/screen/frame/theme.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {createFakeState, type FakeState} from '../create-fake-store.js';
import {openApp, running} from '../open-app.js';
import {keys, renderFrame} from '../render-frame.js';
import {plainTheme} from '../themes.js';

const workflow = createTinyWorkflow({
	start: ['left', 'right'], left: ['join'], right: ['join'], join: [{True: ['yes'], False: ['no']}], yes: ['ranks(3)'], no: [], ranks: [],
});
const now = 60_000;
const done = (seconds: number) => ({status: 'COMPLETED' as Status, startedAt: 0, endedAt: seconds * 1000});
const middle: FakeState = {
	outcome: 'RUNNING',
	triggeredAt: 0,
	nodes: {
		start: done(1), left: done(2), right: done(3),
		join: {...done(4), log: {sizeBytes: 1, attempts: 1, seconds: 4, result: 'True', invoked: {yes: 1}, hasNoTriggers: false, warnings: []}},
		yes: done(5), no: {status: 'NOT_INVOKED'},
		'ranks(1)': done(6), 'ranks(2)': {status: 'RUNNING', startedAt: 5000}, 'ranks(3)': {status: 'INVOKED'},
	},
};

type Drawing = {
	readonly columns: number;
	readonly height: number;
	readonly selected?: string;
	readonly theme?: Theme;
	readonly state?: FakeState;
	readonly direction?: Direction;
	readonly boxHeight?: 1 | 3;
};

const draw = ({columns, height, selected = 'start', theme = plainTheme, state = middle, direction = 'down', boxHeight = 3}: Drawing): readonly string[] => {
	const model = createGraphModel(workflow, {direction, boxHeight, nameWidth: 12}, {theme, cleanText: text => text});
	return renderFrame(createElement(GraphView, {
		state: createFakeState(workflow, state), model, view: initialGraphViewState, selected, height, columns, isFocused: true, now, spinner: '*', theme, cleanText: text => text,
	}), {columns, rows: height + 1});
};

t.test('boxes have symbol, name and duration; ranks how many are done; the selected box is marked', async t => {
	t.same(draw({columns: 60, height: 27}), [
		'▶ GRAPH 1/7 start ──────────────────────────────────────────',
		'                     ┏━━━━━━━━━━━━━━━━┓',
		'                     ┃ ✓ start   1.0s ┃',
		'                     ┗━━━━━━━━━━━━━━━━┛',
		'                    ┌────────┴─────────┐',
		'                    ▼                  ▼',
		'            ┌───────────────┐  ┌────────────────┐',
		'            │ ✓ left   2.0s │  │ ✓ right   3.0s │',
		'            └───────┬───────┘  └───────┬────────┘',
		'                    └─────────┬────────┘',
		'                              ▼',
		'                      ┌───────────────┐',
		'                      │ ✓ join   4.0s │',
		'                      └───────┬───────┘',
		'                     ┌────────┴────────┐',
		'                     ▼ True            ▼ False',
		'              ┌──────────────┐  ┌─────────────┐',
		'              │ ✓ yes   5.0s │  │ − no        │',
		'              └──────┬───────┘  └─────────────┘',
		'                     ▼',
		'           ┌───────────────────┐',
		'           │ * ranks ×3    1/3 │',
		'           └───────────────────┘',
		'', '', '', '', '',
	]);
});

t.test('every line fits, wherever the window is', async t => {
	for (const direction of ['down', 'right'] as const) {
		for (const selected of workflow.actions.keys()) {
			for (const columns of [40, 57, 80]) {
				const lines = draw({columns, height: 9, selected, direction});
				t.equal(lines.length, 10);
				t.ok(lines.every(line => cellWidth(line) <= columns), `${direction} ${selected} ${columns}`);
				t.ok(lines.some(line => line.includes('┃') && line.includes(selected)), `${selected} is in view`);
			}
		}
	}
});

t.test('without a border the selected box has its own brackets, and ASCII does', async t => {
	const theme = createTheme({hasColor: false, isUtf8: false});
	const lines = draw({columns: 60, height: 12, selected: 'ranks', theme, boxHeight: 1});
	t.ok(lines.some(line => line.includes('>* ranks x3    1/3<')), lines.join('\n'));
	t.ok(lines.every(line => /^[ -~]*$/u.test(line)));
});

t.test('edges that were taken are bold, those that were not are dim', async t => {
	const {getLevel} = createGraphStates(createFakeState(workflow, middle));
	t.same([['start', 'left'], ['join', 'yes'], ['join', 'no'], ['yes', 'ranks']].map(([from, to]) => getLevel(from!, to!)), [2, 2, 0, 2]);
	const before = createGraphStates(createFakeState(workflow, {...middle, nodes: {}}));
	t.equal(before.getLevel('join', 'no'), 1);

	const theme = createTheme({hasColor: true, isUtf8: true});
	const text = draw({columns: 80, height: 32, theme}).join('\n');
	t.ok(text.includes('\u001B[1m▼\u001B[22m \u001B[1mTrue\u001B[22m'));
	t.ok(text.includes('\u001B[2m▼\u001B[22m \u001B[2mFalse\u001B[22m'));
});

t.test('keys lead to neighbours, along the graph and across it', async t => {
	const check = (direction: Direction, moves: ReadonlyArray<readonly [from: string, heading: Heading, to: string | undefined]>): void => {
		const {layout} = createGraphModel(workflow, {direction, boxHeight: 3, nameWidth: 12}, {theme: plainTheme, cleanText: text => text});
		for (const [action, heading, to] of moves) {
			t.equal(findNeighbour({layout, workflow, action, heading}), to, `${direction}: ${action} ${heading}`);
		}
	};

	check('down', [
		['start', 'down', 'left'], ['left', 'right', 'right'], ['right', 'left', 'left'], ['right', 'down', 'join'], ['join', 'up', 'right'],
		['start', 'up', undefined], ['start', 'left', undefined], ['ranks', 'down', undefined], ['join', 'down', 'yes'], ['nobody', 'down', undefined],
	]);
	check('right', [['start', 'right', 'right'], ['left', 'down', 'right'], ['right', 'up', 'left'], ['join', 'left', 'right'], ['start', 'down', undefined]]);
});

t.test('pages lead to the nearest box there, the ends to the first and the last', async t => {
	const {layout} = createGraphModel(workflow, {direction: 'down', boxHeight: 3, nameWidth: 12}, {theme: plainTheme, cleanText: text => text});
	t.equal(findFarBox(layout, 'start', 10), 'join');
	t.equal(findFarBox(layout, 'start', 1), 'left', 'the next layer at least');
	t.equal(findFarBox(layout, 'join', -100), 'start');
	t.equal(findFarBox(layout, 'ranks', 5), undefined);
	t.equal(findFarBox(layout, 'join', Number.NEGATIVE_INFINITY), 'start');
	t.equal(findFarBox(layout, 'join', Number.POSITIVE_INFINITY), 'ranks');
});

t.test('the view moves no further than needed, and starts anew when the graph is turned', async t => {
	const {layout} = createGraphModel(workflow, {direction: 'down', boxHeight: 3, nameWidth: 12}, {theme: plainTheme, cleanText: text => text});
	const size = {columns: 100, rows: 10};
	const window = getGraphWindow(initialGraphViewState, layout, layout.boxes.get('join'), size);
	const box = layout.boxes.get('join')!;
	t.equal(window.y, box.y + box.height + 2 - size.rows);
	t.ok(window.x < 0, 'a narrow graph stands in the middle');
	t.equal(getGraphWindow({...initialGraphViewState, y: window.y}, layout, layout.boxes.get('left'), size).y, layout.boxes.get('left')!.y - 2);
	t.same(reduceGraphView({isTurned: false, x: 3, y: 4}, {type: 'turn'}), {isTurned: true, x: 0, y: 0});
	t.same(reduceGraphView(initialGraphViewState, {type: 'scroll', x: 3, y: 4}), {isTurned: false, x: 3, y: 4});
});

t.test('the form follows the pane: borders where there is room, the direction that shows most', async t => {
	const chain = createTinyWorkflow({a: ['b'], b: ['c'], c: ['d'], d: ['e'], e: []});
	t.match(chooseGraphForm(chain, {columns: 200, rows: 9}, false), {direction: 'right', boxHeight: 3});
	t.match(chooseGraphForm(chain, {columns: 200, rows: 9}, true), {direction: 'down'});
	t.match(chooseGraphForm(chain, {columns: 80, rows: 40}, false), {direction: 'down', boxHeight: 3});
	t.match(chooseGraphForm(chain, {columns: 60, rows: 10}, false), {boxHeight: 1});
});

const open = (t: Test, columns: number, rows: number) =>
	openApp(t, {state: running, size: {columns, rows}, actionNames: ['first', 'second', 'third(4)']});

t.test('3 shows the graph, 3 again turns it, 1 and Esc go back; the selection is the table\'s', async t => {
	const app = open(t, 90, 30);
	await app.press('3');
	t.match(app.line(2), /GRAPH 1\/3 first/u);
	await app.press('l');
	const first = app.lastFrame();
	t.match(app.line(2), /GRAPH [12]\/3/u);
	await app.press('3');
	t.not(app.lastFrame(), first);
	await app.press('G');
	t.match(app.line(2), /GRAPH 3\/3 third/u);
	await app.press('1');
	t.ok(app.lastFrame().split('\n').some(line => line.startsWith('▶ ') && line.includes('third')), 'under the cursor of the table');
	await app.press('3', keys.escape);
	t.match(app.line(2), /NODES/u);
	t.same(app.crashes, []);
});

t.test('where there is no room it says what it needs', async t => {
	const app = open(t, 30, 7);
	await app.press('3');
	t.match(app.lastFrame(), /Needs 40x3, has 30x4\./u);
	await app.press('j', 'l', 'G', '3');
	t.same(app.crashes, []);
	t.ok(app.lastFrame().split('\n').every(line => cellWidth(line) <= 30));
});

t.test('/ goes to the first node with what is typed in its name, in any case', async t => {
	const {press, lastFrame} = openApp(t, {state: running, workflow});
	await press('3', '/', 'R', 'I', 'G');
	t.match(lastFrame(), /^ \/RIG$/mu);
	await press(keys.enter, '1');
	t.match(lastFrame(), /^▶ · └ right/mu);
	await press('3', '/', 'z', 'z', keys.enter, '1');
	t.match(lastFrame(), /^▶ · └ right/mu, 'what no node has in its name moves nothing');
});
