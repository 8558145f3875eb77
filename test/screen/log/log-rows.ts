import fc from 'fast-check';
import t from 'tap';
import {type KeptLine, type LogEntry} from '../../../source/run/runner/log-entry.js';
import {createLogStore} from '../../../source/run/runner/log-store.js';
import {parseLogPattern} from '../../../source/screen/log/log-pattern.js';
import {isSameQuery, type LogQuery} from '../../../source/screen/log/log-query.js';
import {createLineTest, LogRows} from '../../../source/screen/log/log-rows.js';
import {LogView} from '../../../source/screen/log/use-log-findings.js';
import {createEntry, createFilledStore, everything, plainReader, showRows} from './create-log.js';

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
	const store = createFilledStore(entries);
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
});

t.test('a level shows graver lines, too; user text counts as INFO, what belongs to an error at least as ERROR', async t => {
	const line = createEntry('text');
	const cases: ReadonlyArray<readonly [KeptLine, ReadonlyArray<LogQuery['level']>]> = [
		[{...line, level: 'DEBUG'}, ['all']],
		[line, ['all', 'INFO']],
		[{...line, level: 'WARNING'}, ['all', 'INFO', 'WARNING']],
		[{...line, isRunLog: true, errorPart: 'traceback'}, ['all', 'INFO', 'WARNING', 'ERROR']],
		[{...line, level: 'DEBUG', errorPart: 'error'}, ['all', 'INFO', 'WARNING', 'ERROR']],
		[{...line, level: 'CRITICAL', errorPart: 'error'}, ['all', 'INFO', 'WARNING', 'ERROR']],
	];
	const levels = ['all', 'INFO', 'WARNING', 'ERROR'] as const;
	for (const [given, expected] of cases) {
		t.same(levels.filter(level => createLineTest({...everything, level}, plainReader)(given)), expected, JSON.stringify(given));
	}
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
	t.equal(rows.hiddenCount, 3);
	t.equal(rows.findError(0, 1), 3);
	t.equal(rows.findError(5, 1), undefined);
	t.equal(rows.findError(6, -1), 3);
	t.equal(rows.findError(2, -1), undefined);
	t.equal(rows.findLine(3), 1, 'a folded line is behind the one before it');
	t.equal(rows.locate(5), 3);
});

t.test('a search counts every line, apart from those that are folded', async t => {
	const store = createFilledStore(entries);
	const query = {...everything, isNoiseShown: false, pattern: filter('!trace')!};
	const matches = new LogRows(store.lines, {...query, search: parseLogPattern('r|chat')!}, plainReader);
	matches.work([], Number.POSITIVE_INFINITY);
	t.equal(matches.length, 5);
	t.equal(matches.hiddenCount, 3);
	t.same([0, 1, 2, 3, 4, 5, -1].map(place => matches.get(place)), [0, 1, 4, 5, 8, undefined, undefined]);
	t.ok(matches.has(5));
	t.notOk(matches.has(6));
	t.equal(matches.locate(5), 3);
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

t.test('lines that are gone from memory leave the rows, the hidden ones and the matches', async t => {
	const store = createLogStore({mostLines: 8});
	const add = (from: number, to: number): void => {
		store.append(Array.from({length: to - from}, (_, index) => createEntry(String(from + index), {isNoise: (from + index) % 4 === 0})));
	};

	const query = {...everything, isNoiseShown: false};
	const rows = new LogRows(store.lines, query, plainReader);
	const matches = new LogRows(store.lines, {...query, search: parseLogPattern('5$')!}, plainReader);
	const mark = {epoch: store.lines.getEpoch(), number: 3, at: 0};
	const work = (): void => {
		rows.work([mark], 100);
		matches.work([], Number.POSITIVE_INFINITY);
	};

	add(0, 8);
	work();
	t.equal(showRows(rows, store), '1 2 -- 3 5 6 7');
	t.equal(rows.hiddenCount, 2);
	add(8, 11);
	work();
	t.equal(showRows(rows, store), '-- 3 5 6 7 9 10', 'a mark stays as long as the line behind it');
	t.equal(matches.get(0), 5);
	add(11, 40);
	work();
	t.equal(showRows(rows, store), '33 34 35 37 38 39');
	t.equal(rows.hiddenCount, 2);
	t.equal(rows.last, 39);
	t.same([matches.length, matches.get(0)], [1, 35]);
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
	t.equal(searched.matches?.length, 7);
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
	const store = createLogStore();
	store.append(Array.from({length: 30_000}, (_, index) => createEntry(`line ${index}`)));
	const view = new LogView(store.lines, plainReader);
	const wish = {query: everything, search: parseLogPattern('9999'), marks: []};
	const first = view.look(wish);
	t.equal(first.rows.length, 30_000, 'rows need no reading');
	t.ok(first.progress !== undefined && first.progress > 0 && first.progress < 1);
	while (view.work()) {
		// Another slice.
	}

	t.equal(view.look(wish).matches?.length, 3);
	t.equal(view.look(wish).progress, undefined);
});
