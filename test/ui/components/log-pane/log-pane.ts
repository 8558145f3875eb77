import {createElement} from 'react';
import t from 'tap';
import {type LogEntry} from '../../../../source/runner/log-entry.js';
import {LogPane, type LogPaneProps} from '../../../../source/ui/components/log-pane/log-pane.js';
import {getPrefixColor} from '../../../../source/ui/components/log-pane/render-log-row.js';
import {renderFrame} from '../../render-frame.js';
import {colorTheme, plainTheme} from '../../themes.js';

const entry = (rest: Partial<LogEntry>): LogEntry => ({node: 'compute(1)', message: '', text: '', at: 0, isNoise: false, ...rest});

const entries = [
	entry({seconds: 0.113, level: 'INFO', source: 'faasr_start_invoke_helper.py', message: 'Get git repo files'}),
	entry({seconds: 1.5, level: 'WARNING', source: 'log.py', message: '2 empty cells'}),
	entry({node: '日本', message: 'user text'}),
	entry({seconds: 12.3, level: 'ERROR', source: 'executor.py', message: 'ValueError'}),
];

const draw = (props: Partial<LogPaneProps>) => {
	const columns = props.columns ?? 60;
	return renderFrame(createElement(LogPane, {
		rows: entries.map((entry, number) => ({number, entry, isTraceback: entry.message === 'user text'})),
		view: {start: 0, end: 4, isFollowing: true, newCount: 0},
		height: 5,
		columns,
		isFocused: false,
		title: 'of all nodes',
		emptyText: 'No log line yet.',
		theme: plainTheme,
		cleanText: (text: string) => text,
		...props,
	}), {columns, rows: 10});
};

t.test('one node\'s lines have their seconds, and their level where it matters', async t => {
	t.same(draw({}), [
		'─ LOG of all nodes ───────────────────────────── following ─',
		'    0.1 Get git repo files',
		'    1.5 WARNING 2 empty cells',
		'        user text',
		'   12.3 ERROR ValueError',
		'',
	]);
});

t.test('lines of all nodes have the node before them, and level and source where there is room', async t => {
	const prefixColors = new Map([['compute(1)', 'cyan'], ['日本', 'green']] as const);
	t.same(draw({prefixColors, columns: 112}).slice(1), [
		'compute(1)     0.1 INFO     faasr_start… Get git repo files',
		'compute(1)     1.5 WARNING  log          2 empty cells',
		'日本                                     user text',
		'compute(1)    12.3 ERROR    executor     ValueError',
		'',
	]);
	t.equal(draw({prefixColors, columns: 30})[4], 'comput… ERROR ValueError', 'no seconds, where there is little');
});

t.test('errors, their tracebacks and prefixes are coloured', async t => {
	const lines = draw({theme: colorTheme, prefixColors: new Map([['compute(1)', 'cyan']])});
	t.match(lines[4], '\u001B[1mERROR');
	t.match(lines[3], '\u001B[31muser text\u001B[39m');
	t.ok(lines[1]?.startsWith('\u001B[36mcompute(1)'));
	t.equal(getPrefixColor(0), getPrefixColor(5));
	t.not(getPrefixColor(0), getPrefixColor(1));
	t.equal(getPrefixColor(-1), getPrefixColor(0));
});

t.test('a paused pane counts what is new, or says where it is', async t => {
	t.match(draw({isFocused: true, view: {start: 0, end: 2, isFollowing: false, newCount: 37}})[0], /^▶ LOG .* PAUSED · 37 new ↓ ─$/);
	t.match(draw({view: {start: 0, end: 2, isFollowing: false, newCount: 0}})[0], / PAUSED · 2\/4 ─$/);
});

t.test('an empty log says why, and a huge line is cut before it is cleaned', async t => {
	t.equal(draw({rows: [], view: {start: 0, end: 0, isFollowing: true, newCount: 0}})[1], '  No log line yet.');
	let longest = 0;
	draw({
		rows: [{number: 0, isTraceback: false, entry: entry({message: 'x'.repeat(1_000_000)})}],
		cleanText(text) {
			longest = Math.max(longest, text.length);
			return text;
		},
	});
	t.ok(longest <= 4096);
});
