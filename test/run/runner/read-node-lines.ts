import fc from 'fast-check';
import t from 'tap';
import {type LogEntry} from '../../../source/run/runner/log-entry.js';
import {createLogStore} from '../../../source/run/runner/log-store.js';
import {readNodeLines, readNodeLinesBack} from '../../../source/run/runner/read-node-lines.js';

const names = ['a', 'b', 'c'];
const line: fc.Arbitrary<LogEntry> = fc.record({node: fc.constantFrom(...names), text: fc.string()})
	.map(parts => ({...parts, message: parts.text, isNoise: false, at: 0}));

t.test('lines of nodes are those a plain list would give, in either direction', async t => {
	fc.assert(fc.property(fc.array(line, {maxLength: 900, size: 'max'}), fc.subarray(names), (entries, wanted) => {
		const logs = createLogStore({mostLines: 500});
		logs.append(entries);
		const nodes = new Set(wanted);
		const expected = entries.slice(-500).filter(({node}) => nodes.has(node));
		t.same([...readNodeLines(logs.lines, nodes)], expected);
		t.same([...readNodeLinesBack(logs.lines, nodes)], expected.toReversed());
	}), {numRuns: 15});
});

t.test('lines are read only as far as is asked for', async t => {
	const logs = createLogStore();
	logs.append(Array.from({length: 3000}, (_, index): LogEntry => ({node: 'a', text: String(index), message: String(index), isNoise: false, at: 0})));
	let readCount = 0;
	const lines = {...logs.lines, at(number: number) {
		readCount++;
		return logs.lines.at(number);
	}};
	t.match(readNodeLines(lines, new Set(['a'])).next().value, {text: '0'});
	t.match(readNodeLinesBack(lines, new Set(['a'])).next().value, {text: '2999'});
	t.equal(readCount, 2);
});
