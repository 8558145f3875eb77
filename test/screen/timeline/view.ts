import {createElement} from 'react';
import * as fc from 'fast-check';
import t from 'tap';
import {type RunState} from '../../../source/core/run/run-state.js';
import {initialNodeTableState} from '../../../source/screen/table/state.js';
import {getTableRows} from '../../../source/screen/table/table-rows.js';
import {fitScale, renderAxis} from '../../../source/screen/timeline/timeline-scale.js';
import {renderBar} from '../../../source/screen/timeline/render-bar.js';
import {TimelineView} from '../../../source/screen/timeline/view.js';
import {cellWidth} from '../../../source/screen/frame/text/cell-width.js';
import {done, finished, log, run, tell} from '../../support/core/story.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';
import {openApp, running} from '../open-app.js';
import {renderFrame} from '../render-frame.js';
import {asciiTheme, plainTheme} from '../themes.js';

const workflow = createTinyWorkflow({start: ['left', 'right'], left: ['join'], right: ['join'], join: []});
const beginning = [
	[run(1, 'start', 'queued')],
	[run(1, 'start', 'in_progress')],
	[log('start')],
	[done('start'), finished('start', 'None', {left: 1, right: 1})],
	[log('left'), log('right')],
	[done('left'), finished('left', 'None', {join: 1})],
] as const;
const middle = tell(workflow, ...beginning);
const end = tell(workflow, ...beginning, [], [done('right'), finished('right', 'None', {join: 1})], [log('join')], [done('join'), finished('join')]);

type Drawing = {readonly columns?: number; readonly height?: number; readonly now?: number; readonly theme?: typeof plainTheme; readonly selected?: string};

const draw = (state: RunState, {columns = 80, height = 6, now = 7000, theme = plainTheme, selected = 'left'}: Drawing = {}): readonly string[] => renderFrame(createElement(TimelineView, {
	state, table: getTableRows(state, initialNodeTableState.options), tableState: {...initialNodeTableState, selected},
	height, columns, isFocused: true, now, spinner: '*', theme, cleanText: text => text,
}), {columns, rows: height + 1});

t.test('while the run goes on there is a line at the present, and a legend', async t => {
	t.same(draw(middle, {columns: 100}), [
		'▶ TIMELINE 2/4 ─────────────── ◆ critical 7.0s of 7.0s  █ running  ▒ starting  ░ queued  ┄ waiting ─',
		'               ╷0s                ╷2s                 ╷4s                ╷6s',
		'  ✓ start    ◆ ░░░░░░░░░░░░░░░░░░░▒▒▒▒▒▒▒▒▒▒██████████                             │            1.0s',
		'▶ ✓ left                                              ░░░░░░░░░░██████████         │            1.0s',
		'  * right    ◆                                        ░░░░░░░░░░████████████████████            2.0s',
		'  ○ join                                                                 ┄┄┄┄┄┄┄┄┄┄┄',
		'',
	]);
});

t.test('after the end the critical path is told below, with what its time went into', async t => {
	t.same(draw(end, {columns: 100}), [
		'▶ TIMELINE 2/4 ───────────── ◆ critical 10.0s of 10.0s  █ running  ▒ starting  ░ queued  ┄ waiting ─',
		'               ╷0s            ╷2s             ╷4s            ╷6s             ╷8s',
		'  ✓ start    ◆ ░░░░░░░░░░░░░░░░▒▒▒▒▒▒▒█████████                                                 1.0s',
		'▶ ✓ left                                      ░░░░░░░░████████                                  1.0s',
		'  ✓ right    ◆                                ░░░░░░░░████████████████████████                  3.0s',
		'  ✓ join     ◆                                               ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄░░░░░░░░████████   1.0s',
		'critical path: start → right → join 10.0s of 10.0s (running 50%, starting 10%, queued 40%)',
	]);
});

t.test('in ASCII every phase has a character of its own', async t => {
	t.same(draw(middle, {theme: asciiTheme}), [
		'> TIMELINE 2/4 ---------------- ! critical 7.0s of 7.0s  # running  : starting -',
		'               |0s           |2s           |4s            |6s',
		'  + start    ! ..............::::::::#######                     |          1.0s',
		'> + left                                   ........########      |          1.0s',
		'  * right    !                             ........###############          2.0s',
		'  o join                                                  ~~~~~~~~',
		'',
	]);
});

t.test('the selected row is always in view, and no line is wider than the terminal', async t => {
	for (const columns of [36, 60, 80, 200]) {
		for (const height of [2, 3, 4, 6, 20]) {
			for (const selected of workflow.actions.keys()) {
				for (const state of [middle, end]) {
					const lines = draw(state, {columns, height, selected});
					t.equal(lines.length, height + 1);
					t.ok(lines.every(line => cellWidth(line) <= columns));
					t.ok(lines.slice(1).some(line => line.startsWith('▶') && line.includes(selected)));
				}
			}
		}
	}
});

t.test('a long critical path is cut in the middle', async t => {
	const names = Array.from({length: 12}, (_, index) => `action-number-${index}`);
	const chain = createTinyWorkflow(Object.fromEntries(names.map((name, index) => [name, names[index + 1] === undefined ? [] : [names[index + 1]!]])));
	const state = tell(chain, ...names.flatMap((name, index) => [[log(name)], [done(name), finished(name, 'None', names[index + 1] === undefined ? {} : {[names[index + 1]!]: 1})]]));
	t.match(draw(state, {now: 60_000}).at(-1), /^critical path: action-number-0 → … → action-number-11 24\.0s of 24\.0s$/u);
});

t.test('where there is no room it says what it needs', async t => {
	t.same(draw(end, {columns: 30, height: 4}).slice(1), [' Needs 36x2, has 30x4.', ' z: whole screen, 1: table.', '', '']);
});

t.test('a bar is as wide as told and has no more than what was there', async () => {
	const phases = fc.array(fc.tuple(fc.constantFrom('waiting', 'queued', 'starting', 'running'), fc.integer({min: 1, max: 5000})), {maxLength: 4})
		.map(list => list.map(([name, ms], index) => {
			const from = list.slice(0, index).reduce((sum, [, before]) => sum + before, 0);
			return {name: name as 'running', from, to: from + ms};
		}));
	fc.assert(fc.property(phases, fc.integer({min: 1, max: 200}), fc.integer({min: 0, max: 30_000}), (all, columns, now) => {
		const bar = renderBar({phases: all, scale: fitScale({from: 0, to: undefined, now}, columns), now, nowCell: undefined, runningStyle: {}}, asciiTheme);
		return cellWidth(bar) === columns && /^[~.:# ]*$/u.test(bar) && (all.length > 0 || bar.trim() === '');
	}));
});

t.test('the times above the bars stand apart and in order, whatever the scale', async t => {
	fc.assert(fc.property(fc.integer({min: 1, max: 200_000_000}), fc.integer({min: 10, max: 220}), (ms, columns) => {
		const axis = renderAxis(fitScale({from: 0, to: ms, now: 0}, columns), '|');
		return cellWidth(axis) <= columns && !/\S\|/u.test(axis.replaceAll(/\|\S+/gu, '|x'));
	}));
	t.equal(renderAxis(fitScale({from: 0, to: 180_000, now: 0}, 60), '|'), '|0s       |30s      |1m       |1m30s    |2m       |2m30s');
});

t.test('4 shows the timeline; movement keys move the same selection as in the table', async t => {
	const app = openApp(t, {state: {...running, nodes: {first: {status: 'COMPLETED', startedAt: 1_800_000_000_000, endedAt: 1_800_000_002_000}}}, size: {columns: 90, rows: 30}, actionNames: ['first', 'second', 'third(4)']});
	await app.press('4', 'j');
	t.match(app.line(2), /TIMELINE \d\/7/u);
	t.ok(app.lastFrame().includes('█'));
	await app.press('G', '1');
	t.ok(app.lastFrame().split('\n').some(line => line.startsWith('▶ ') && line.includes('third(4)')));
	t.same(app.crashes, []);
});
