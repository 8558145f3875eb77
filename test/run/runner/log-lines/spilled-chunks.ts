import t from 'tap';
import {type LogEntry} from '../../../../source/run/runner/log-entry.js';
import {createSpill} from '../../../../source/run/runner/log-lines/create-spill.js';
import {SpilledChunks} from '../../../../source/run/runner/log-lines/spilled-chunks.js';

const createChunk = (first: number, count: number) => ({
	first,
	entries: Array.from({length: count}, (_, index): LogEntry => ({text: `line ${first + index}`, message: '', isNoise: false, node: 'a', at: 0})),
});
const summarize = (chunks: ReturnType<SpilledChunks['read']>) => chunks.map(({first, entries}) => [first, entries.map(({text}) => text)]);

t.test('whole chunks come back, each read from the disk once while it is looked at', async t => {
	const spill = createSpill({folder: t.testdir()});
	let reads = 0;
	const chunks = new SpilledChunks({...spill, read(place) {
		reads++;
		return spill.read(place);
	}});
	t.equal(chunks.first, undefined);
	t.same(chunks.read(0, 100), []);
	for (let first = 3; first < 15; first += 2) {
		t.ok(chunks.add(createChunk(first, 2)));
	}

	t.equal(chunks.first, 3);
	t.same(summarize(chunks.read(4, 6)), [[3, ['line 3', 'line 4']], [5, ['line 5', 'line 6']]]);
	t.same(summarize(chunks.read(3, 5)), [[3, ['line 3', 'line 4']]]);
	t.equal(reads, 2);
	t.same(chunks.read(15, 20), [], 'what comes after them is not looked for on the disk');
	t.equal(reads, 2);
	chunks.read(7, 15);
	t.equal(reads, 6);
	chunks.read(3, 5);
	t.equal(reads, 7, 'four are remembered');
	chunks.close();
	t.equal(chunks.first, undefined);
	t.same(chunks.read(0, 100), []);
	t.equal(chunks.fault, undefined);
});

const full = Object.assign(new Error('no space left on device'), {code: 'ENOSPC'});

t.test('where the disk takes nothing all is given up, and it is tried again', async t => {
	let isFull = false;
	const spill = createSpill({folder: t.testdir(), segmentBytes: 100});
	const chunks = new SpilledChunks({...spill, write(text) {
		if (isFull) {
			throw full;
		}

		return spill.write(text);
	}});
	chunks.add(createChunk(0, 2));
	chunks.add(createChunk(2, 2));
	isFull = true;
	t.notOk(chunks.add(createChunk(4, 2)));
	t.equal(chunks.first, undefined);
	t.equal(chunks.fault, full);
	isFull = false;
	t.ok(chunks.add(createChunk(6, 2)));
	t.equal(chunks.first, 6);
	t.same(summarize(chunks.read(0, 8)), [[6, ['line 6', 'line 7']]]);
	chunks.close();
});

t.test('the oldest make room for the newest, as many as it takes', async t => {
	const spill = createSpill({folder: t.testdir(), segmentBytes: 1});
	const refusals: Error[] = [];
	const chunks = new SpilledChunks({...spill, write(text) {
		const refusal = refusals.pop();
		if (refusal !== undefined) {
			throw refusal;
		}

		return spill.write(text);
	}});
	for (let first = 0; first < 8; first += 2) {
		chunks.add(createChunk(first, 2));
	}

	refusals.push(full, full);
	t.ok(chunks.add(createChunk(8, 2)));
	t.equal(chunks.first, 4);
	t.same(summarize(chunks.read(0, 10)).map(([first]) => first), [4, 6, 8]);
	t.equal(chunks.fault, full);
	chunks.close();
});

t.test('lines that cannot be read come as lines that say so, and the first trouble is the one that is told', async t => {
	const cut = new Error('cut from outside');
	const spill = createSpill({folder: t.testdir()});
	const chunks = new SpilledChunks({...spill, read() {
		throw cut;
	}});
	chunks.add(createChunk(0, 3));
	t.notOk(chunks.isUnreadable);
	t.same(summarize(chunks.read(1, 2)), [[0, ['(lost)', '(lost)', '(lost)']]]);
	t.ok(chunks.isUnreadable);
	t.equal(chunks.fault, cut);
	chunks.close();
});
