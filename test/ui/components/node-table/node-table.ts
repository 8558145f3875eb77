import {createElement} from 'react';
import t from 'tap';
import {type NodeState} from '../../../../source/core/run/run-state.js';
import {NodeTable} from '../../../../source/ui/components/node-table/node-table.js';
import {renderFrame} from '../../render-frame.js';
import {colorTheme, plainTheme} from '../../themes.js';

const nodes: readonly NodeState[] = [
	{id: 'start', action: 'start', status: 'COMPLETED', startedAt: 0, endedAt: 2000, sentence: 'It returned True.', runIds: []},
	{id: '日本語の名前', action: 'b', status: 'RUNNING', startedAt: 1000, runIds: []},
	{id: 'an_action_with_a_long_name(12)', action: 'c', rank: 12, status: 'FAILED', startedAt: 0, endedAt: 3_800_000, sentence: 'ValueError: no column "temp".', runIds: []},
	{id: 'last', action: 'd', status: 'PENDING', runIds: []},
];

const draw = (columns: number, {height = 4, cursor = 1, start = 0, end = 4, theme = plainTheme} = {}) => renderFrame(createElement(NodeTable, {
	rows: nodes.map(node => ({key: node.id, nodes: [node]})), view: {cursor, start, end}, height, columns, isFocused: true, now: 64_000, spinner: '⠋', theme, cleanText: (text: string) => text,
}), {columns, rows: 10});

t.test('columns line up, whatever a name is written in', async t => {
	t.same(draw(90), [
		'▶ NODES 2/4 ──────────────────────────────────────────────────────────────────────────────',
		'  ✓ start                          completed      2.0s  It returned True.',
		'▶ ⠋ 日本語の名前                   running       1m03s',
		'  ✗ an_action_with_a_long_name(12) failed        1h03m  ValueError: no column "temp".',
		'  · last                           pending',
	]);
});

t.test('with less room the reason goes, then the duration; name and status word stay', async t => {
	t.same(draw(44).slice(1), [
		'  ✓ start             completed      2.0s',
		'▶ ⠋ 日本語の名前      running       1m03s',
		'  ✗ an_action_with_a… failed        1h03m',
		'  · last              pending',
	]);
	t.equal(draw(30)[3], '  ✗ an_action_wit… failed');
});

t.test('only the rows in view are drawn, with what is above and below', async t => {
	t.same(draw(60, {height: 2, start: 1, end: 3}).map(line => line.slice(0, 8)), ['▶ NODES ', '▶ ⠋ 日本語の', '  ✗ an_a']);
	t.match(draw(60, {height: 2, start: 1, end: 3})[0], /─ 1 more ↑ {2}1 more ↓ ─$/);
});

t.test('with colours the row under the cursor is set off', async t => {
	t.match(draw(90, {theme: colorTheme})[2], '\u001B[1m\u001B[7m日本語の名前');
});
