import fs from 'node:fs';
import fc from 'fast-check';
import t from 'tap';
import {type LogEntry} from '../../../../source/run/runner/log-entry.js';
import {LineChunks} from '../../../../source/run/runner/log-lines/line-chunks.js';
import {createSpill} from '../../../../source/run/runner/log-lines/create-spill.js';
import {decodeEntries, encodeEntries} from '../../../../source/run/runner/log-lines/encode-entries.js';

const entry = (text: string): LogEntry => ({text, message: text, isNoise: false, node: 'a', at: 0});
const texts = (entries: readonly LogEntry[]): readonly string[] => entries.map(({text}) => text);

const arbitraryEntry: fc.Arbitrary<LogEntry> = fc.record({
	text: fc.string({unit: 'binary'}),
	message: fc.string(),
	node: fc.constantFrom('a', 'b(2)'),
	at: fc.nat(),
	isNoise: fc.boolean(),
	level: fc.constantFrom('INFO' as const, 'CRITICAL' as const),
	seconds: fc.constantFrom(0, 1.5),
	source: fc.string(),
	isRunLog: fc.constant(true as const),
}, {requiredKeys: ['text', 'message', 'node', 'at', 'isNoise']});

t.test('a line comes back from the disk as it was', async t => {
	fc.assert(fc.property(fc.array(arbitraryEntry), entries => {
		t.same(decodeEntries(encodeEntries(entries)), entries);
	}));
	const prefixed: LogEntry = {...entry('[1.0] [INFO] [log.py] done'), message: 'done'};
	t.same(decodeEntries(encodeEntries([prefixed])), [prefixed]);
	t.equal(encodeEntries([prefixed]).match(/done/g)?.length, 1, 'and the message is not stored twice');
});

t.test('every window is what a plain list would give, wherever its lines are', async t => {
	const folder = t.testdir();
	fc.assert(fc.property(fc.array(fc.integer({min: 1, max: 30})), fc.integer({min: 1, max: 9}), fc.nat(150), fc.nat(60), (batches, chunkLines, from, length) => {
		const chunks = new LineChunks({memoryLines: 20, memoryBytes: 1e6, chunkLines, createSpill: () => createSpill({folder, segmentBytes: 5000})});
		const all: LogEntry[] = [];
		for (const size of batches) {
			for (let count = 0; count < size; count++) {
				const line = entry(`line ${all.length}`);
				all.push(line);
				chunks.append(line);
				chunks.trim();
			}
		}

		t.same(texts(chunks.read(from, from + length)), texts(all.slice(from, from + length)));
		t.same(texts(chunks.readMemory()), texts(all.slice(chunks.firstInMemory)));
		t.ok(chunks.readMemory().length <= 20 + chunkLines);
		chunks.close();
	}), {numRuns: 25});
});

t.test('a disk that fills up costs the oldest lines only, and one that recovers is used again', async t => {
	let isFull = false;
	const chunks = new LineChunks({
		memoryLines: 4,
		memoryBytes: 1e6,
		chunkLines: 2,
		createSpill: () => createSpill({
			folder: t.testdir(),
			segmentBytes: 100,
			writeBytes(file, bytes, position) {
				if (isFull) {
					throw Object.assign(new Error('no space left on device'), {code: 'ENOSPC'});
				}

				return fs.writeSync(file, bytes, 0, bytes.length, position);
			},
		}),
	});
	let count = 0;
	const add = (howMany: number): void => {
		for (const end = count + howMany; count < end; count++) {
			chunks.append(entry(`line ${count}`));
			chunks.trim();
		}
	};

	add(20);
	t.equal(chunks.first, 0);
	isFull = true;
	add(2);
	t.equal(chunks.first, chunks.firstInMemory, 'all segments were given up in vain');
	t.match(chunks.fault, {code: 'ENOSPC'});
	isFull = false;
	const {first} = chunks;
	add(20);
	t.equal(chunks.first, first);
	t.same(texts(chunks.read(first, count)), Array.from({length: count - first}, (_, index) => `line ${first + index}`));
	t.same(texts(chunks.read(first - 1, first + 1)), ['(lost)', `line ${first}`]);
	chunks.close();
});

t.test('without a disk more stays in memory, and nothing is lost before that is full; a new run tries the disk again', async t => {
	let isFull = true;
	const chunks = new LineChunks({
		memoryLines: 4,
		memoryBytes: 1e6,
		withoutDisk: {memoryLines: 20, memoryBytes: 1e6},
		chunkLines: 2,
		createSpill: () => createSpill({
			folder: t.testdir(),
			writeBytes(file, bytes, position) {
				if (isFull) {
					throw Object.assign(new Error('no space left on device'), {code: 'ENOSPC'});
				}

				return fs.writeSync(file, bytes, 0, bytes.length, position);
			},
		}),
	});
	const add = (howMany: number): void => {
		for (let count = 0; count < howMany; count++) {
			chunks.append(entry(`line ${chunks.end}`));
			chunks.trim();
		}
	};

	add(20);
	t.equal(chunks.firstInMemory, 0);
	t.same(texts(chunks.read(0, 2)), ['line 0', 'line 1']);
	t.equal(chunks.fault, undefined, 'nothing is lost yet');
	add(10);
	t.equal(chunks.first, 10);
	t.match(chunks.fault, {code: 'ENOSPC'});
	chunks.clear();
	isFull = false;
	add(10);
	t.equal(chunks.first, 0);
	t.equal(chunks.firstInMemory, 6);
	t.equal(chunks.fault, undefined);
	chunks.close();
});
