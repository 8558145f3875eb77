import fc from 'fast-check';
import t from 'tap';
import {type LogEntry} from '../../../../source/run/runner/log-entry.js';
import {createLogStore} from '../../../../source/run/runner/log-store.js';
import {parseLogPattern} from '../../../../source/screen/components/log-pane/log-pattern.js';
import {isSameQuery, type LogQuery} from '../../../../source/screen/components/log-pane/log-query.js';
import {LogMatches} from '../../../../source/screen/components/log-pane/log-matches.js';
import {getLineKey, LogRows} from '../../../../source/screen/components/log-pane/log-rows.js';
import {LogView} from '../../../../source/screen/components/log-pane/log-view.js';
import {createEntry, createSmallStore, everything, plainReader, showRows} from './create-log.js';

const filter = (text: string) => parseLogPattern(text, {mayInvert: true});

const entries: readonly LogEntry[] = [
	createEntry('start', {level: 'DEBUG'}),
	createEntry('read'),
	createEntry('chat', {isNoise: true, level: 'INFO'}),
	createEntry('chatter', {isNoise: true, level: 'INFO'}),
	createEntry('other', {node: 'other', level: 'WARNING'}),
	createEntry('raised', {level: 'ERROR'}),
	createEntry('trace'),
	createEntry('chat', {isNoise: true, level: 'INFO'}),
	createEntry('print', {isRunLog: true}),
	createEntry('end', {level: 'INFO'}),
];

t.test('a query shows the lines of nodes, logs, levels and texts, and folds FaaSr\'s own away', async t => {
	const store = createSmallStore(entries);
	const cases: ReadonlyArray<readonly [Partial<LogQuery>, string]> = [
		[{}, 'start read other raised trace print end'],
		[{isNoiseShown: true}, 'start read chat chatter other raised trace chat print end'],
		[{nodes: new Set(['other'])}, 'other'],
		[{nodes: new Set(['other', 'compute']), tab: 'log'}, 'start read other raised trace end'],
		[{nodes: new Set(['compute']), tab: 'run-log'}, 'print'],
		[{nodes: new Set()}, ''],
		[{level: 'INFO'}, 'read other raised trace print end'],
		[{level: 'WARNING'}, 'other raised trace'],
		[{level: 'ERROR'}, 'raised trace'],
		[{pattern: filter('chat')!}, ''],
		[{pattern: filter('!chat')!}, 'start read other raised trace print end'],
		[{pattern: filter('WARNING')!}, 'other'],
	];
	for (const [query, expected] of cases) {
		const rows = new LogRows(store.lines, {...everything, isNoiseShown: false, ...query}, plainReader);
		rows.work([], Number.POSITIVE_INFINITY);
		t.equal(showRows(rows, store), expected, JSON.stringify(query));
	}

	store.close();
});

t.test('marks stand where they were drawn, those of earlier runs do not', async t => {
	const store = createLogStore();
	store.append([createEntry('a')]);
	const rows = new LogRows(store.lines, everything, plainReader);
	const mark = {epoch: store.lines.getEpoch(), number: 1, at: 0};
	rows.work([{...mark, epoch: -1}, mark], 100);
	t.equal(showRows(rows, store), 'a --');
	store.append([createEntry('b'), createEntry('c')]);
	rows.work([{...mark, epoch: -1}, mark, {...mark, number: 3}], 100);
	t.equal(showRows(rows, store), 'a -- b c --');
	const again = new LogRows(store.lines, everything, plainReader);
	again.work([mark, {...mark, number: 3}], 100);
	t.equal(showRows(again, store), 'a -- b c --');
	t.equal(again.findLine(1), 2);
});

t.test('errors are found in either direction, lines also where they are folded', async t => {
	const store = createLogStore();
	store.append(entries);
	const rows = new LogRows(store.lines, {...everything, isNoiseShown: false}, plainReader);
	rows.work([], 100);
	t.equal(rows.foldedCount, 3);
	t.equal(rows.findError(0, 1), 3);
	t.equal(rows.findError(5, 1), undefined);
	t.equal(rows.findError(6, -1), 3);
	t.equal(rows.findError(2, -1), undefined);
	t.equal(rows.findLine(3), 1, 'a folded line is behind the one before it');
	t.equal(rows.locate(getLineKey(5)), 3);
});

t.test('a search counts every line, apart from those that are folded', async t => {
	const store = createSmallStore(entries);
	const query = {...everything, isNoiseShown: false, pattern: filter('!trace')!};
	const matches = new LogMatches(store.lines, query, parseLogPattern('r|chat')!, plainReader);
	matches.work(Number.POSITIVE_INFINITY);
	t.equal(matches.count, 5);
	t.equal(matches.foldedCount, 3);
	t.same([0, 1, 2, 3, 4, 5, -1].map(place => matches.at(place)), [0, 1, 4, 5, 8, undefined, undefined]);
	t.ok(matches.has(5));
	t.notOk(matches.has(6));
	t.equal(matches.getPlace(5), 3);
	store.close();
});

t.test('rows found piece by piece, while lines come, are those found at once', async () => {
	const arbitraryEntry = fc.record({
		node: fc.constantFrom('compute', 'other'), level: fc.constantFrom('INFO' as const, 'ERROR' as const, undefined), isNoise: fc.boolean(), message: fc.constantFrom('x', 'y'),
	}).map(({level, message, ...rest}) => createEntry(message, level === undefined ? rest : {...rest, level}));
	const arbitraryQuery = fc.record({
		nodes: fc.constantFrom(undefined, new Set(['other'])), level: fc.constantFrom('all' as const, 'ERROR' as const), isNoiseShown: fc.boolean(), pattern: fc.constantFrom(undefined, filter('x'), filter('!x'), filter('other')),
		shown: fc.record({hasNode: fc.boolean(), hasOrigin: fc.boolean()}),
	});
	fc.assert(fc.property(fc.array(fc.array(arbitraryEntry)), arbitraryQuery, fc.integer({min: 1, max: 300}), (pieces, query, budget) => {
		const store = createLogStore();
		const rows = new LogRows(store.lines, query, plainReader);
		for (const piece of pieces) {
			store.append(piece);
			rows.work([], budget);
		}

		while (!rows.isComplete) {
			rows.work([], budget);
		}

		const whole = new LogRows(store.lines, query, plainReader);
		whole.work([], Number.POSITIVE_INFINITY);
		return showRows(rows, store) === showRows(whole, store);
	}));
});

t.test('lost lines leave the rows', async t => {
	const store = createSmallStore(Array.from({length: 20}, (_, index) => createEntry(String(index))));
	const rows = new LogRows(store.lines, everything, plainReader);
	rows.work([], 100);
	t.equal(rows.length, 20);
	store.close();
	rows.work([], 100);
	t.equal(showRows(rows, store), '12 13 14 15 16 17 18 19');
	t.equal(rows.lastKey, getLineKey(19));
});

t.test('a view keeps what it found as long as the wish stays the same, and starts over for another or a new run', async t => {
	const store = createLogStore();
	store.append(entries);
	const view = new LogView(store.lines, plainReader);
	const wish = {query: everything, search: undefined, marks: []};
	const {rows, progress} = view.look(wish);
	t.equal(progress, undefined);
	t.equal(view.look({...wish, query: {...everything}}).rows, rows);
	t.not(view.look({...wish, query: {...everything, level: 'ERROR'}}).rows, rows);
	const searched = view.look({...wish, search: parseLogPattern('r')});
	t.equal(searched.matches?.count, 7);
	t.equal(view.look({...wish, search: parseLogPattern('r')}).matches, searched.matches);
	t.equal(view.look(wish).matches, undefined);
	store.clear();
	t.equal(view.look(wish).rows.length, 0);
	t.ok(isSameQuery({...everything, nodes: new Set(['a'])}, {...everything, nodes: new Set(['a'])}));
	t.notOk(isSameQuery({...everything, nodes: new Set(['a'])}, {...everything, nodes: new Set(['b'])}));
	t.notOk(isSameQuery(everything, {...everything, shown: {hasNode: true, hasOrigin: false}}));
	t.notOk(isSameQuery(everything, {...everything, shown: {hasNode: false, hasOrigin: true}}));
});

t.test('a long log is searched a slice at a time, and it is said how far', async t => {
	const store = createLogStore({memoryLines: 2000});
	store.append(Array.from({length: 30_000}, (_, index) => createEntry(`line ${index}`)));
	const view = new LogView(store.lines, plainReader);
	const wish = {query: everything, search: parseLogPattern('9999'), marks: []};
	const first = view.look(wish);
	t.equal(first.rows.length, 30_000, 'rows need no reading');
	t.ok(first.progress !== undefined && first.progress > 0 && first.progress < 1);
	while (view.work()) {
		// Another slice.
	}

	t.equal(view.look(wish).matches?.count, 3);
	t.equal(view.look(wish).progress, undefined);
	store.close();
});
