import fc from 'fast-check';
import t from 'tap';
import {isErrorLine} from '../../../../source/run/runner/log-lines/line-flags.js';
import {readLastNodeLines, readNodeLines} from '../../../../source/run/runner/log-lines/read-node-lines.js';
import {createLogStore} from '../../../../source/run/runner/log-store.js';
import {type LogEntry} from '../../../../source/run/runner/log-entry.js';

const names = ['a', 'b', 'c'];
const line: fc.Arbitrary<LogEntry> = fc.record({node: fc.constantFrom(...names), text: fc.string(), level: fc.constantFrom('INFO' as const, 'ERROR' as const)})
	.map(parts => ({...parts, message: parts.text, isNoise: false, at: 0}));

t.test('lines of nodes are those a plain list would give, wherever they are', async t => {
	fc.assert(fc.property(fc.array(line, {maxLength: 900, size: 'max'}), fc.subarray(names), fc.nat(9), fc.boolean(), (entries, wanted, length, isErrors) => {
		const logs = createLogStore({memoryLines: 5, chunkLines: 3});
		logs.append(entries);
		const nodes = new Set(wanted);
		const pick = isErrors ? {nodes, accepts: isErrorLine} : {nodes};
		const expected = entries.filter(({node, level}) => nodes.has(node) && (!isErrors || level === 'ERROR'));
		t.same([...readNodeLines(logs.lines, pick)], expected);
		t.same(readLastNodeLines(logs.lines, pick, length), length === 0 ? [] : expected.slice(-length));
		logs.close();
	}), {numRuns: 15});
});

t.test('no more than some hundred lines are read at once', async t => {
	const logs = createLogStore();
	logs.append(Array.from({length: 3000}, (_, index): LogEntry => ({node: 'a', text: String(index), message: String(index), isNoise: false, at: 0})));
	const sizes: number[] = [];
	const lines = {...logs.lines, read(from: number, to: number) {
		sizes.push(to - from);
		return logs.lines.read(from, to);
	}};
	t.equal([...readNodeLines(lines, {nodes: new Set(['a'])})].length, 3000);
	t.ok(Math.max(...sizes) <= 256);
	sizes.length = 0;
	const first = readNodeLines(lines, {nodes: new Set(['a'])}).next();
	t.match(first.value, {text: '0'});
	t.equal(sizes.length, 1, 'and only as far as is asked for');
});
