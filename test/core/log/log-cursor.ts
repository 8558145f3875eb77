import fc from 'fast-check';
import t from 'tap';
import {emptyCursor, flushCursor, getCursorFacts, getNextRead, readCursor, type LogCursor} from '../../../source/core/log/log-cursor.js';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Reads an object's content as the monitor does, and returns the lines handed out. */
const take = (cursor: LogCursor, content: Uint8Array, etag: string): {readonly cursor: LogCursor; readonly lines: readonly string[]; readonly reads: number} => {
	const startByte = getNextRead(cursor, {sizeBytes: content.length, etag});
	if (startByte === undefined) {
		return {cursor, lines: [], reads: 0};
	}

	const first = readCursor(cursor, {bytes: content.slice(startByte), startByte, etag}, 'W');
	const step = first.mustRestart ? readCursor(cursor, {bytes: content, startByte: 0, etag}, 'W') : first;
	return {cursor: step.cursor, lines: step.lines.map(line => line.text), reads: first.mustRestart ? 2 : 1};
};

t.test('a log flushed in any pieces hands out each line once, whole, whatever the characters', async t => {
	fc.assert(fc.property(fc.array(fc.string({unit: 'grapheme', maxLength: 40}), {maxLength: 30}), fc.array(fc.nat(), {maxLength: 8}), (raw, cuts) => {
		const lines = raw.map(line => line.replaceAll('\n', ' '));
		const content = encode(lines.map(line => `${line}\n`).join(''));
		const ends = [...cuts.map(cut => cut % (content.length + 1)), content.length].toSorted((a, b) => a - b);
		let cursor = emptyCursor;
		const seen: string[] = [];
		for (const [index, end] of ends.entries()) {
			const step = take(cursor, content.slice(0, end), `e${index}-${end}`);
			cursor = step.cursor;
			seen.push(...step.lines);
		}

		t.same(seen, lines);
	}));
});

t.test('nothing is read when size and content are known', async t => {
	const {cursor} = take(emptyCursor, encode('a\nb\n'), 'one');
	t.equal(getNextRead(cursor, {sizeBytes: 4, etag: 'one'}), undefined);
	t.equal(getNextRead(emptyCursor, {sizeBytes: 0, etag: 'any'}), undefined);
});

t.test('only what was added is asked for, with an overlap of 64 bytes', async t => {
	const {cursor} = take(emptyCursor, encode('x'.repeat(200)), 'one');
	t.equal(getNextRead(cursor, {sizeBytes: 300, etag: 'two'}), 136);
});

t.test('a log that grew is read from the overlap on, and what was added is handed out', async t => {
	const head = `${'x'.repeat(100)}\n`;
	const {cursor} = take(emptyCursor, encode(head), 'one');
	const step = take(cursor, encode(`${head}more\n`), 'two');
	t.same(step.lines, ['more']);
	t.equal(step.reads, 1);
});

t.test('a rewritten log is read once more and only its new lines are handed out', async t => {
	const head = 'first line of some length, to be longer than the overlap is\nsecond line which is also long enough\n';
	const {cursor} = take(emptyCursor, encode(`${head}lost\n`), 'one');
	const step = take(cursor, encode(`${head}other\nmore text follows here\n`), 'two');
	t.same(step.lines, ['other', 'more text follows here']);
	t.equal(step.reads, 2);
});

t.test('a log that shrank is read from its start', async t => {
	const {cursor} = take(emptyCursor, encode('a\nb\nc\n'), 'one');
	const step = take(cursor, encode('a\nb\n'), 'two');
	t.same(step.lines, []);
	t.equal(step.cursor.sizeBytes, 4);
	t.same(take(step.cursor, encode('a\nb\nd\n'), 'three').lines, ['d']);
});

t.test('a log that is seen shorter for a while, as copies that lag behind show it, hands out no line twice', async t => {
	const contents = ['a\nb\nc\nd\n', 'a\nb\n', 'a\nb\nc\n', 'a\n', 'a\nb\nc\nd\ne\n'];
	let cursor = emptyCursor;
	const lines = contents.flatMap((content, index) => {
		const step = take(cursor, encode(content), `etag ${index}`);
		cursor = step.cursor;
		return step.lines;
	});
	t.same(lines, ['a', 'b', 'c', 'd', 'e']);
	const shorter = take(cursor, encode('a\nb\n'), 'written anew').cursor;
	t.same(take(shorter, encode('a\nb\nx\nd\n'), 'longer again').lines, ['x', 'd']);
});

t.test('another content of the same size is noticed', async t => {
	const {cursor} = take(emptyCursor, encode('a\nb\n'), 'one');
	t.same(take(cursor, encode('a\nc\n'), 'two').lines, ['c']);
});

t.test('a server that ignores the range and sends everything does no harm', async t => {
	const {cursor} = take(emptyCursor, encode('a\nb\n'), 'one');
	const step = readCursor(cursor, {bytes: encode('a\nb\nc\n'), startByte: 0, etag: 'two'}, 'W');
	t.same(step.lines.map(line => line.text), ['c']);
});

t.test('a last line without an end waits, and is handed out when no more can come', async t => {
	const {cursor, lines} = take(emptyCursor, encode('a\nb'), 'one');
	t.same(lines, ['a']);
	const flushed = flushCursor(cursor, 'W');
	t.same(flushed.lines.map(line => line.text), ['b']);
	t.equal(flushCursor(flushed.cursor, 'W').lines.length, 0);
	t.equal(getCursorFacts(flushed.cursor).sizeBytes, 3);
});
