import t from 'tap';
import {createLogStore} from '../../../source/run/runner/log-store.js';
import {type LogEntry} from '../../../source/run/runner/log-entry.js';
import {createSpill} from '../../../source/run/runner/log-lines/create-spill.js';
import {isErrorLine, isTracebackLine} from '../../../source/run/runner/log-lines/line-flags.js';

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

t.test('beyond the bound the oldest lines leave memory and can still be read by their numbers', async t => {
	const store = createLogStore({memoryLines: 3, chunkLines: 1});
	store.append(createNumbered(0, 2));
	store.append(createNumbered(2, 5));
	t.same(texts(store.getSnapshot()), ['2', '3', '4']);
	t.equal(store.droppedCount(), 2);
	t.same(texts(store.lines.read(0, 5)), ['0', '1', '2', '3', '4']);
	t.same(texts(store.lines.read(1, 3)), ['1', '2']);
	t.same(texts(store.lines.read(4, 99)), ['4']);
	t.same(texts(store.lines.read(5, 99)), []);
	t.equal(store.lines.getFirst(), 0);
	t.equal(store.lines.describeLoss(), undefined);
	store.close();
	t.equal(store.lines.getFirst(), 2, 'what was on the disk is gone, what is in memory is not');
	t.same(texts(store.lines.read(0, 3)), ['(lost)', '(lost)', '2']);
	t.same(texts(store.getSnapshot()), ['2', '3', '4']);
});

t.test('long lines leave memory earlier, and the chunk that still grows never does', async t => {
	const store = createLogStore({memoryBytes: 10_000, chunkLines: 2});
	const long = 'x'.repeat(4000);
	store.append([1, 2, 3, 4, 5].map(number => entry(`${number}${long}`)));
	t.equal(store.droppedCount(), 4);
	t.same(store.lines.read(0, 5).map(({text}) => text[0]), ['1', '2', '3', '4', '5']);
	const small = createLogStore({memoryBytes: 1, chunkLines: 10});
	small.append(createNumbered(0, 5));
	t.equal(small.getSnapshot().length, 5);
	small.close();
	store.close();
});

t.test('a new run starts from nothing, under another epoch', async t => {
	const store = createLogStore({memoryLines: 1, chunkLines: 1});
	store.append([entry('1', {level: 'ERROR'}), entry('2')]);
	const epoch = store.lines.getEpoch();
	store.clear();
	t.same(store.getSnapshot(), []);
	t.equal(store.droppedCount(), 0);
	t.equal(store.lines.getEnd(), 0);
	t.equal(store.lines.count('a', false), 0);
	t.not(store.lines.getEpoch(), epoch);
	store.append([entry('user text')]);
	t.notOk(isTracebackLine(store.lines.getFlags(0)), 'an error of the last run has no traceback in this one');
	t.same(texts(store.lines.read(0, 1)), ['user text']);
});

t.test('where the disk takes nothing the oldest lines are dropped, and it is said why', async t => {
	const store = createLogStore({memoryLines: 4, withoutDisk: {memoryLines: 4, memoryBytes: 10_000}, chunkLines: 2, createSpill: () => createSpill({folder: '/nonexistent/folder'})});
	store.append(createNumbered(0, 11));
	t.equal(store.lines.getFirst(), 8);
	t.equal(store.droppedCount(), 8);
	t.same(texts(store.getSnapshot()), ['8', '9', '10']);
	t.same(texts(store.lines.read(6, 9)), ['(lost)', '(lost)', '8']);
	t.equal(store.lines.describeLoss(), 'The oldest log lines are lost: the folder for temporary files does not keep them (ENOENT). TMPDIR names another one.');
	store.clear();
	t.equal(store.lines.describeLoss(), undefined);
});

t.test('lines that cannot be read back are lost, and that is said; the others are not', async t => {
	const folder = t.testdir();
	let isBroken = false;
	const store = createLogStore({memoryLines: 2, chunkLines: 2, createSpill() {
		const spill = createSpill({folder});
		return {...spill, read(place) {
			if (isBroken) {
				throw new Error('The temporary file of the log is shorter than it should be');
			}

			return spill.read(place);
		}};
	}});
	store.append(createNumbered(0, 5));
	isBroken = true;
	t.same(texts(store.lines.read(1, 5)), ['(lost)', '(lost)', '(lost)', '4']);
	t.equal(store.lines.describeLoss(), 'The oldest log lines are lost: the folder for temporary files does not keep them. TMPDIR names another one.');
	isBroken = false;
	t.same(texts(store.lines.read(0, 5)), ['0', '1', '2', '3', '4'], 'it is tried again');
	store.close();
});

t.test('what is known of a line needs no reading: its node, its kind, how many there are', async t => {
	const store = createLogStore();
	store.append([
		entry('raised', {level: 'ERROR'}),
		entry('Traceback', {node: 'b', isRunLog: true}),
		entry('ValueError'),
		entry('user text', {isRunLog: true}),
	]);
	const {lines} = store;
	t.same([0, 1, 2, 3].map(number => lines.getNode(number)), ['a', 'b', 'a', 'a']);
	t.same([0, 1, 2, 3].map(number => isErrorLine(lines.getFlags(number))), [true, false, false, false]);
	t.same([0, 1, 2, 3].map(number => isTracebackLine(lines.getFlags(number))), [false, false, true, false]);
	t.same([lines.getNode(-1), lines.getFlags(-1)], ['', 0], 'of a line that is not there nothing is known');
	t.same([lines.count('a', false), lines.count('a', true), lines.count('b', true), lines.count('c', true)], [2, 1, 1, 0]);
});
