import fc from 'fast-check';
import t from 'tap';
import {createLogStore} from '../../../source/run/runner/log-store.js';
import {type LogEntry} from '../../../source/run/runner/log-entry.js';

const entry = (text: string, rest: Partial<LogEntry> = {}): LogEntry => ({text, message: text, isNoise: false, node: 'a', at: 0, ...rest});
const texts = (entries: readonly LogEntry[]): readonly string[] => entries.map(({text}) => text);
const createNumbered = (from: number, to: number): readonly LogEntry[] => Array.from({length: to - from}, (_, index) => entry(String(from + index)));

t.test('lines come in order, readers hear of a batch once, and the snapshot is the same object until then', async t => {
	const store = createLogStore();
	let changes = 0;
	const stop = store.subscribe(() => {
		changes++;
	});
	const added: string[] = [];
	const stopAppend = store.onAppend(entries => {
		added.push(...texts(entries));
	});
	const empty = store.getSnapshot();
	const version = store.lines.getVersion();
	store.append([]);
	t.equal(store.getSnapshot(), empty);
	t.equal(store.lines.getVersion(), version);
	store.append([entry('1'), entry('2')]);
	t.same(texts(store.getSnapshot()), ['1', '2']);
	t.not(store.getSnapshot(), empty);
	t.equal(store.getSnapshot(), store.getSnapshot());
	t.not(store.lines.getVersion(), version);
	t.equal(changes, 1);
	t.same(added, ['1', '2']);
	stop();
	stopAppend();
	store.append([entry('3')]);
	t.equal(changes, 1);
	t.same(added, ['1', '2']);
});

t.test('lines read back are put in place without a word to those who follow along', async t => {
	const store = createLogStore();
	store.onAppend(() => {
		t.fail('nothing was added');
	});
	store.restore([entry('1')]);
	t.same(texts(store.getSnapshot()), ['1']);
});

t.test('beyond the bound the oldest lines go first, and the others keep their numbers', async t => {
	const store = createLogStore({mostLines: 3});
	store.append(createNumbered(0, 2));
	store.append(createNumbered(2, 5));
	t.same(texts(store.getSnapshot()), ['2', '3', '4']);
	t.equal(store.droppedCount(), 2);
	t.equal(store.lines.getFirst(), 2);
	t.equal(store.lines.getEnd(), 5);
	t.same([0, 1, 2, 3, 4, 5, -1].map(number => store.lines.at(number)?.text), [undefined, undefined, '2', '3', '4', undefined, undefined]);
	t.same(texts(store.lines.read(0, 4)), ['2', '3']);
	t.same(texts(store.lines.read(4, 99)), ['4']);
	t.same(texts(store.lines.read(5, 99)), []);
});

t.test('so many lines are in memory that a plain list would keep, whatever comes', async t => {
	fc.assert(fc.property(fc.array(fc.nat(30)), fc.integer({min: 1, max: 40}), fc.nat(150), fc.nat(60), (batches, mostLines, from, length) => {
		const store = createLogStore({mostLines});
		let end = 0;
		for (const size of batches) {
			store.append(createNumbered(end, end + size));
			end += size;
		}

		const first = Math.max(0, end - mostLines);
		t.same(texts(store.getSnapshot()), texts(createNumbered(first, end)));
		t.same(texts(store.lines.read(from, from + length)), texts(createNumbered(Math.max(first, from), Math.max(Math.max(first, from), Math.min(end, from + length)))));
	}), {numRuns: 50});
});

t.test('a store keeps 200,000 lines unless it is told otherwise', async t => {
	const store = createLogStore();
	store.append(createNumbered(0, 200_000));
	t.equal(store.lines.getFirst(), 0);
	store.append(createNumbered(200_000, 200_010));
	t.equal(store.lines.getFirst(), 10);
	t.equal(store.getSnapshot().length, 200_000);
});

t.test('long lines go earlier, and the last one stays however long it is', async t => {
	const store = createLogStore({mostCharacters: 10_000});
	const long = 'x'.repeat(3999);
	store.append([1, 2, 3, 4, 5].map(number => entry(`${number}${long}`)));
	t.same(store.getSnapshot().map(({text}) => text[0]), ['4', '5']);
	store.append([entry('y'.repeat(20_000))]);
	t.same(store.getSnapshot().map(({text}) => text[0]), ['y']);
	store.append(createNumbered(0, 2));
	t.same(texts(store.getSnapshot()), ['0', '1'], 'which then makes room');
});

t.test('of each node and kind it is known how many lines there were, and how many of them are gone', async t => {
	const store = createLogStore({mostLines: 3});
	store.append([
		entry('1'), entry('2', {node: 'b', isRunLog: true}), entry('3', {isPrint: true}), entry('4'), entry('5', {isRunLog: true}),
	]);
	const {count} = store.lines;
	t.same([count('a', 'log'), count('a', 'print'), count('a', 'run-log')], [{all: 2, gone: 1}, {all: 1, gone: 0}, {all: 1, gone: 0}]);
	t.same([count('b', 'run-log'), count('b', 'log')], [{all: 1, gone: 1}, {all: 0, gone: 0}]);
	store.restore([], new Map([['b', 7]]));
	t.same(count('b', 'log'), {all: 7, gone: 7}, 'those that were left out from the beginning are gone, too');
});

t.test('a new run starts from nothing, under another epoch', async t => {
	const store = createLogStore({mostLines: 1});
	store.append([entry('1', {level: 'ERROR'}), entry('2')]);
	const epoch = store.lines.getEpoch();
	store.clear();
	t.same(store.getSnapshot(), []);
	t.equal(store.droppedCount(), 0);
	t.equal(store.lines.getEnd(), 0);
	t.same(store.lines.count('a', 'log'), {all: 0, gone: 0});
	t.not(store.lines.getEpoch(), epoch);
	store.append([entry('user text')]);
	t.equal(store.lines.at(0)?.errorPart, undefined, 'an error of the last run has no traceback in this one');
	t.same(texts(store.lines.read(0, 1)), ['user text']);
});

t.test('errors and what explains them are told apart from other lines, log by log', async t => {
	const store = createLogStore();
	store.append([
		entry('raised', {level: 'ERROR'}),
		entry('Traceback', {node: 'b', isRunLog: true}),
		entry('ValueError'),
		entry('user text', {isRunLog: true}),
	]);
	t.same(store.getSnapshot().map((_, number) => store.lines.at(number)?.errorPart), ['error', undefined, 'traceback', undefined]);
});
