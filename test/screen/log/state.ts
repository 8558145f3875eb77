import fc from 'fast-check';
import t from 'tap';
import {createLogStore} from '../../../source/run/runner/log-store.js';
import {getLogWindow} from '../../../source/screen/log/log-window.js';
import {getCurrentLine, initialLogPaneState, type LogPaneAction, type LogPaneContext, type LogPaneState, reduceLogPane} from '../../../source/screen/log/state.js';
import {parseLogPattern} from '../../../source/screen/log/log-pattern.js';
import {LogRows} from '../../../source/screen/log/log-rows.js';
import {createEntry, everything, plainReader} from './create-log.js';

type SpaceOptions = {readonly count?: number; readonly height?: number; readonly heights?: readonly number[]; readonly search?: string};

const createContext = ({count = 100, height = 10, heights, search}: SpaceOptions = {}): LogPaneContext & {readonly add: (more: number) => void} => {
	const store = createLogStore();
	let end = 0;
	const add = (more: number): void => {
		store.append(Array.from({length: more}, (_, index) => createEntry(`line ${end + index}`)));
		end += more;
	};

	add(count);
	const {lines} = store;
	const rows = new LogRows(lines, everything, plainReader);
	rows.work([], 10_000);
	const matches = search === undefined ? undefined : new LogRows(lines, {...everything, search: parseLogPattern(search)!}, plainReader);
	matches?.work([], Number.POSITIVE_INFINITY);
	return {
		rows, matches, lines, height,
		heightOf: heights && (index => heights[index % heights.length] ?? 1),
		getMatchOffset: (_number, offset) => offset,
		exported: {rows, lines, nodes: ['compute'], prefixes: undefined, times: undefined, cleanText: text => text, describeMark: String},
		add(more) {
			add(more);
			rows.work([], 10_000);
			matches?.work([], Number.POSITIVE_INFINITY);
		},
	};
};

const reduceAll = (state: LogPaneState, actions: readonly LogPaneAction[]): LogPaneState => {
	let next = state;
	for (const action of actions) {
		next = reduceLogPane(next, action);
	}

	return next;
};

t.test('following shows the last lines', async t => {
	const context = createContext();
	t.same(getLogWindow(initialLogPaneState, context), {start: {index: 90, part: 0}, end: 100, isFollowing: true, newCount: 0});
	t.same(getLogWindow(initialLogPaneState, createContext({count: 0})), {start: {index: 0, part: 0}, end: 0, isFollowing: true, newCount: 0});
});

t.test('scrolling up pauses; the view stays where it is while lines come, and counts them', async t => {
	const context = createContext();
	const paused = reduceLogPane(initialLogPaneState, {type: 'scroll', by: -5, context});
	t.match(getLogWindow(paused, context), {start: {index: 85}, end: 95, isFollowing: false, newCount: 0});
	context.add(37);
	t.match(getLogWindow(paused, context), {start: {index: 85}, newCount: 37});
	const further = reduceLogPane(paused, {type: 'scroll', by: -1, context});
	t.match(getLogWindow(further, context), {start: {index: 84}, newCount: 37}, 'scrolling on does not forget what is new');
});

t.test('the end resumes following, and a log that fits has nowhere to scroll', async t => {
	const context = createContext();
	const paused = reduceLogPane(initialLogPaneState, {type: 'scroll', by: Number.NEGATIVE_INFINITY, context});
	t.match(getLogWindow(paused, context), {start: {index: 0}, isFollowing: false});
	for (const action of [{type: 'scroll', by: Number.POSITIVE_INFINITY, context}, {type: 'toggle-follow', context}, {type: 'follow'}] as const) {
		t.ok(getLogWindow(reduceLogPane(paused, action), context).isFollowing);
	}

	t.equal(reduceLogPane(initialLogPaneState, {type: 'scroll', by: -1, context: createContext({count: 5})}), initialLogPaneState);
	t.match(reduceLogPane(initialLogPaneState, {type: 'toggle-follow', context: createContext({count: 0})}), {place: {row: 0}, seenRow: -1});
});

t.test('wrapped rows are scrolled by lines of the screen', async t => {
	const context = createContext({heights: [3, 1]});
	t.match(getLogWindow(initialLogPaneState, context), {start: {index: 94, part: 2}, end: 100}, '1 + 3 + 1 + 3 + 1 lines, and the last of the row before');
	const up = reduceLogPane(initialLogPaneState, {type: 'scroll', by: -2, context});
	t.match(getLogWindow(up, context), {start: {index: 94, part: 0}});
	t.match(getLogWindow(reduceLogPane(up, {type: 'scroll', by: -1, context}), context), {start: {index: 93, part: 0}});
	t.match(getLogWindow(reduceLogPane(up, {type: 'scroll', by: -3, context}), context), {start: {index: 92, part: 1}});
	t.match(getLogWindow(reduceLogPane(up, {type: 'toggle-wrap'}), createContext()), {start: {index: 90}}, 'no further than the end');
});

t.test('wherever it is scrolled, wrapped or not, the pane is full when there are lines enough', async () => {
	const arbitraryHeights = fc.option(fc.array(fc.integer({min: 1, max: 7}), {minLength: 1}), {nil: undefined});
	fc.assert(fc.property(fc.array(fc.integer({min: -150, max: 150})), fc.nat(200), fc.integer({min: 1, max: 60}), arbitraryHeights, (moves, count, height, heights) => {
		const context = createContext({count, height, ...(heights && {heights})});
		const heightOf = context.heightOf ?? (() => 1);
		const getLineCount = (from: number, to: number): number => Array.from({length: Math.max(0, to - from)}, (_, index) => heightOf(from + index)).reduce((sum, rows) => sum + rows, 0);
		let state = initialLogPaneState;
		for (const by of moves) {
			state = reduceLogPane(state, {type: 'scroll', by, context});
		}

		const {start, end} = getLogWindow(state, context);
		const shown = getLineCount(start.index, end) - start.part;
		return shown >= Math.min(height, getLineCount(0, count)) && getLineCount(start.index, end - 1) - start.part < height;
	}));
});

t.test('going up and down by the same number of lines leads back', async () => {
	fc.assert(fc.property(fc.nat(35), fc.array(fc.integer({min: 1, max: 7}), {minLength: 1}), (by, heights) => {
		const context = createContext({heights, height: 5});
		const middle = reduceLogPane(initialLogPaneState, {type: 'scroll', by: -60, context});
		const back = reduceAll(middle, [{type: 'scroll', by: -by, context}, {type: 'scroll', by, context}]);
		const [a, b] = [getLogWindow(middle, context).start, getLogWindow(back, context).start];
		return a.index === b.index && a.part === b.part;
	}));
});

t.test('a search goes to the first match in view or below, n and N go round, and its end goes back', async t => {
	const context = createContext({search: '7$'});
	const searched = reduceAll(initialLogPaneState, [{type: 'search', text: '7$', context}, {type: 'settle', context}]);
	t.equal(searched.current, 97);
	t.match(getLogWindow(searched, context), {start: {index: 90}, isFollowing: false}, 'in view already, and paused');
	const jump = (state: LogPaneState, direction: 'next' | 'previous') => reduceAll(state, [{type: 'jump', direction, context}, {type: 'settle', context}]);
	const round = jump(searched, 'next');
	t.equal(round.current, 7);
	t.match(getLogWindow(round, context), {start: {index: 4}}, 'what led to it is in view');
	t.equal(jump(round, 'next').current, 17);
	t.equal(jump(round, 'previous').current, 97);
	t.equal(getLogWindow(reduceLogPane(round, {type: 'end-search'}), context).isFollowing, true, 'as before the search');
	t.match(reduceLogPane(round, {type: 'follow'}), {searchText: '7$', current: undefined}, 'following on keeps the search');
});

t.test('every letter searches from where the pane looked first', async t => {
	const paused = reduceLogPane(initialLogPaneState, {type: 'scroll', by: -85, context: createContext()});
	const type = (state: LogPaneState, text: string) => {
		const context = createContext({search: text});
		return reduceAll(state, [{type: 'search', text, context}, {type: 'settle', context}]);
	};

	const first = type(paused, '2');
	t.equal(first.current, 12);
	const second = type(first, '27');
	t.equal(second.current, 27);
	t.equal(type(second, '2').current, 12, 'taking a letter back goes back');
	const none = type(second, 'zz');
	t.match(none, {current: undefined, jump: undefined}, 'what is not there moves nothing');
	t.equal(getLogWindow(none, createContext()).start.index, 5);
});

t.test('a match that is not found yet is waited for, and one past the end goes round only when all was searched', async t => {
	const context = createContext({count: 3000});
	const matches = new LogRows(context.lines, {...everything, search: parseLogPattern('2999')!}, plainReader);
	matches.work([], 1);
	const slow = {...context, matches};
	const waiting = reduceAll(initialLogPaneState, [{type: 'search', text: '2999', context: slow}, {type: 'settle', context: slow}]);
	t.match(waiting, {current: undefined, place: undefined, jump: {from: 2990}});
	matches.work([], Number.POSITIVE_INFINITY);
	t.equal(reduceLogPane(waiting, {type: 'settle', context: slow}).current, 2999);
	const other = {...context, matches: new LogRows(context.lines, {...everything, search: parseLogPattern('other')!}, plainReader)};
	t.equal(reduceLogPane(waiting, {type: 'settle', context: other}), waiting, 'matches of the text before do not count');
});

t.test('the line that commands are about is the one gone to, the first in view, or the last', async t => {
	const context = createContext();
	t.equal(getCurrentLine(initialLogPaneState, context), 99);
	const paused = reduceLogPane(initialLogPaneState, {type: 'scroll', by: -5, context});
	t.equal(getCurrentLine(paused, context), 85);
	t.equal(getCurrentLine(reduceLogPane(paused, {type: 'go-to', number: 3, context}), context), 3);
	t.equal(getCurrentLine(initialLogPaneState, createContext({count: 0})), undefined);
});

t.test('a filter taken back while it is typed leaves the one before', async t => {
	const filtered = reduceLogPane(initialLogPaneState, {type: 'filter', text: 'old'});
	const typed = reduceAll(filtered, [{type: 'begin-filter'}, {type: 'filter', text: 'ol'}, {type: 'filter', text: ''}]);
	t.equal(reduceLogPane(typed, {type: 'restore-filter'}).filterText, 'old');
});

t.test('levels and times go round, a second mark at the same place is none, and nothing moves left of the beginning', async t => {
	const cycle = (type: 'cycle-level' | 'cycle-time', key: 'level' | 'time') => {
		let state = initialLogPaneState;
		return Array.from({length: 4}, () => {
			state = reduceLogPane(state, {type});
			return state[key];
		});
	};

	t.same(cycle('cycle-level', 'level'), ['INFO', 'WARNING', 'ERROR', 'all']);
	t.same(cycle('cycle-time', 'time'), ['clock', 'none', 'action', 'run'], 'lines of several nodes count from the start of the run at first');
	t.equal(reduceAll(initialLogPaneState, [{type: 'show-logs', source: 'selected'}, {type: 'cycle-time'}]).time, 'run', 'those of one node from its own');
	const mark = {epoch: 0, number: 5, at: 1};
	const marked = reduceAll(initialLogPaneState, [{type: 'mark', mark}, {type: 'mark', mark: {...mark, at: 2}}]);
	t.same(marked.marks, [mark]);
	t.equal(reduceAll(initialLogPaneState, [{type: 'shift', by: 20}, {type: 'shift', by: -30}]).offset, 0);
});
