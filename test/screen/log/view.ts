import {createElement} from 'react';
import t from 'tap';
import {createLogStore} from '../../../source/run/runner/log-store.js';
import {createLogRenderer, LogPane, type LogPaneProps, type LogRendererOptions} from '../../../source/screen/log/view.js';
import {parseLogPattern} from '../../../source/screen/log/log-pattern.js';
import {LogRows} from '../../../source/screen/log/log-rows.js';
import {getLogTimes} from '../../../source/screen/log/log-times.js';
import {getPrefixColor} from '../../../source/screen/log/render-log-row.js';
import {type LogEntry} from '../../../source/run/runner/log-entry.js';
import {createFakeState, createFakeWorkflow} from '../create-fake-store.js';
import {renderFrame} from '../render-frame.js';
import {colorTheme, plainTheme} from '../themes.js';
import {createEntry, everything, plainReader} from './create-log.js';

const entry = (message: string, rest: Partial<LogEntry>): LogEntry => createEntry(message, {node: 'compute(1)', ...rest});

const entries = [
	entry('Get git repo files', {seconds: 0.113, level: 'INFO', source: 'faasr_start_invoke_helper.py'}),
	entry('2 empty cells', {seconds: 1.5, level: 'WARNING', source: 'log.py'}),
	entry('user text', {node: '日本'}),
	entry('Log succesfully uploaded', {seconds: 2, level: 'INFO', source: 'log.py', isNoise: true}),
	entry('ValueError', {seconds: 12.3, level: 'ERROR', source: 'executor.py'}),
	entry('Traceback', {}),
];

const prefixes: NonNullable<LogRendererOptions['prefixes']> = {
	names: new Map([['compute(1)', {text: 'compute(1)', color: 'cyan'}], ['日本', {text: '日本', color: 'green'}]]), width: 10,
};

type Options = Partial<LogRendererOptions> & {readonly lines?: never; readonly pane?: Partial<LogPaneProps>; readonly entries?: readonly LogEntry[]; readonly height?: number; readonly part?: number};

const draw = ({pane, height = 6, part = 0, entries: given = entries, ...options}: Options = {}): readonly string[] => {
	const store = createLogStore();
	store.append(given);
	const rows = new LogRows(store.lines, {...everything, isNoiseShown: false}, plainReader);
	rows.work([{epoch: store.lines.getEpoch(), number: given.length, at: 0}].slice(0, options.describeMark === undefined ? 0 : 1), 1000);
	const columns = options.columns ?? 60;
	const theme = options.theme ?? plainTheme;
	const renderer = createLogRenderer({
		rows, columns, theme, reader: plainReader, cleanText: text => text, prefixes: undefined, times: getLogTimes('action', undefined),
		search: undefined, current: undefined, isWrapped: false, offset: 0, describeMark: String,
		...options, lines: store.lines,
	});
	const view = {start: {index: 0, part}, end: rows.length, isFollowing: true, newCount: 0};
	return renderFrame(createElement(LogPane, {
		renderer, view, height, columns, theme, revision: 0, isFocused: false, title: 'LOG of all nodes', note: 'following', emptyText: 'No log line yet.', ...pane,
	}), {columns, rows: height + 3});
};

t.test('one node\'s lines have their seconds, and their level where it matters; FaaSr\'s own are folded away', async t => {
	t.same(draw({height: 6}), [
		'─ LOG of all nodes ───────────────────────────── following ─',
		'    0.1 Get git repo files',
		'    1.5 WARNING 2 empty cells',
		'        user text',
		'   12.3 ERROR ValueError',
		'        Traceback',
		'',
	]);
});

t.test('lines of all nodes have the node before them, and level and source where there is room', async t => {
	t.same(draw({prefixes, columns: 112, height: 5}).slice(1), [
		'compute(1)     0.1 INFO     faasr_start… Get git repo files',
		'compute(1)     1.5 WARNING  log          2 empty cells',
		'日本                                     user text',
		'compute(1)    12.3 ERROR    executor     ValueError',
		'compute(1)                               Traceback',
	]);
	t.equal(draw({prefixes: {...prefixes, width: 7}, columns: 30})[4], 'comput… ERROR ValueError', 'no seconds, where there is little');
});

t.test('times are since the action\'s start, since the run\'s, of the day, or left out', async t => {
	const startedAt = new Date(2026, 10, 23, 14, 2, 0).getTime();
	const run = createFakeState(createFakeWorkflow('x', ['compute(1)']), {triggeredAt: startedAt - 60_000, nodes: {'compute(1)': {startedAt}}});
	const getLines = (column: 'run' | 'clock' | 'none') => draw({times: getLogTimes(column, run)}).slice(2, 4);
	t.same(getLines('run'), ['   +61.5 WARNING 2 empty cells', '         user text']);
	t.same(getLines('clock'), ['14:02:01 WARNING 2 empty cells', '         user text']);
	t.same(getLines('none'), ['WARNING 2 empty cells', 'user text']);
});

t.test('long lines are cut off, moved sideways, or wrapped with a sign', async t => {
	const long = [entry('0123456789'.repeat(5), {seconds: 1}), entry('日本語'.repeat(7), {}), entry('short', {})];
	t.same(draw({entries: long, columns: 48, height: 3}).slice(1), [
		`    1.0 ${'0123456789'.repeat(3)}012345678…`,
		`        ${'日本語'.repeat(6)}日…`,
		'        short',
	]);
	t.same(draw({entries: long, columns: 48, offset: 12, height: 3}).slice(1), [
		`    1.0 …3456789${'0123456789'.repeat(3)}`,
		`        …${'日本語'.repeat(7).slice(6)}`,
		'        …',
	]);
	t.same(draw({entries: long, columns: 48, isWrapped: true}).slice(1), [
		`    1.0 ${'0123456789'.repeat(4)}`,
		'      ↳ 0123456789',
		`        ${'日本語'.repeat(6)}日本`,
		'      ↳ 語',
		'        short',
		'',
	]);
	t.same(draw({entries: long, columns: 48, isWrapped: true, part: 1, height: 2}).slice(1), [
		'      ↳ 0123456789',
		`        ${'日本語'.repeat(6)}日本`,
	], 'a view can begin within a row');
	t.equal(draw({entries: long, columns: 28, isWrapped: true, prefixes})[2], '  ↳ 789012345678901234567890', 'little room is not spent on the indent');
});

t.test('errors, their tracebacks and prefixes are coloured, matches stand out, the current one most', async t => {
	const lines = draw({theme: colorTheme, prefixes});
	t.match(lines[4], '\u001B[1mERROR');
	t.match(lines[5], '\u001B[31mTraceback\u001B[39m');
	t.ok(lines[1]?.startsWith('\u001B[36mcompute(1)'));
	const found = draw({theme: colorTheme, search: parseLogPattern('e'), current: 5});
	t.match(found[3], 'us\u001B[7me\u001B[27mr t\u001B[7me\u001B[27mxt');
	t.match(found[5], '\u001B[33m\u001B[1m\u001B[7me\u001B[27m\u001B[22m');
	t.match(draw({theme: colorTheme, current: 4})[4], '\u001B[7mValueError', 'an error that was gone to stands out as a whole');
	t.equal(getPrefixColor(0), getPrefixColor(5));
	t.not(getPrefixColor(0), getPrefixColor(1));
	t.equal(getPrefixColor(-1), getPrefixColor(0));
});

t.test('a mark is a ruled line with its time', async t => {
	t.equal(draw({describeMark: () => '14:02:11', height: 8, columns: 30})[6], '─── 14:02:11 ─────────────────');
});

t.test('a match outside the view says where to move, one inside moves nothing', async t => {
	const store = createLogStore();
	store.append([createEntry(`${'x'.repeat(100)}match`)]);
	const rows = new LogRows(store.lines, everything, plainReader);
	rows.work([], 10);
	const {getMatchOffset} = createLogRenderer({
		rows, lines: store.lines, columns: 50, theme: plainTheme, reader: plainReader, cleanText: text => text, prefixes: undefined, times: undefined,
		search: parseLogPattern('match'), current: 0, isWrapped: false, offset: 0, describeMark: String,
	});
	t.equal(getMatchOffset(0, 0), 84);
	t.equal(getMatchOffset(0, 70), 70);
	t.equal(getMatchOffset(0, 200), 84);
});

t.test('an empty log says why', async t => {
	t.equal(draw({entries: []})[1], '  No log line yet.');
});
