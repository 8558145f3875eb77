import fc from 'fast-check';
import t from 'tap';
import {type LogEntry} from '../../../../source/runner/log-entry.js';
import {emptyLogIndex, type LogFilter, updateLogIndex} from '../../../../source/ui/components/log-pane/log-rows.js';

const entry = (message: string, rest: Partial<LogEntry> = {}): LogEntry => ({
	node: 'compute', message, text: message, at: 0, isNoise: false, ...rest,
});
const all: LogFilter = {isNoiseShown: true};
const build = (entries: readonly LogEntry[], filter: LogFilter, droppedCount = 0) => updateLogIndex(emptyLogIndex, {entries, droppedCount, filter});

t.test('lines of other nodes and FaaSr\'s own are left out as the filter says', async t => {
	const entries = [entry('a'), entry('b', {isNoise: true}), entry('c', {node: 'other'})];
	const shown = (filter: LogFilter) => build(entries, filter).rows.map(({entry: {message}}) => message).join('');
	t.equal(shown(all), 'abc');
	t.equal(shown({isNoiseShown: false}), 'ac');
	t.equal(shown({node: 'compute', isNoiseShown: true}), 'ab');
	t.equal(shown({node: 'other', isNoiseShown: false}), 'c');
});

t.test('lines without a prefix behind an ERROR of the same node are its traceback', async t => {
	const entries = [
		entry('user text'), entry('raised', {level: 'ERROR'}), entry('Traceback'), entry('other text', {node: 'other'}),
		entry('ValueError'), entry('next', {level: 'INFO'}), entry('user text'), entry('died', {level: 'CRITICAL'}), entry('stack'),
	];
	t.same(build(entries, all).rows.filter(({isTraceback}) => isTraceback).map(({entry: {message}}) => message), ['Traceback', 'ValueError', 'stack']);
});

t.test('nothing new gives the same index back', async t => {
	const entries = [entry('a')];
	const index = build(entries, all);
	t.equal(updateLogIndex(index, {entries: [...entries], droppedCount: 0, filter: {...all}}), index);
	t.equal(updateLogIndex(emptyLogIndex, {entries: [], droppedCount: 0, filter: {isNoiseShown: false}}), emptyLogIndex);
	const filtered = updateLogIndex(index, {entries, droppedCount: 0, filter: {node: 'other', isNoiseShown: true}});
	t.equal(updateLogIndex(filtered, {entries, droppedCount: 0, filter: {node: 'other', isNoiseShown: true}}), filtered);
});

t.test('a log that starts again is read from its start', async t => {
	const index = build([entry('old 1'), entry('old 2')], all);
	const next = updateLogIndex(index, {entries: [entry('new 1'), entry('new 2'), entry('new 3')], droppedCount: 0, filter: all});
	t.same(next.rows.map(({entry: {message}}) => message), ['new 1', 'new 2', 'new 3']);
	t.same(updateLogIndex(index, {entries: [], droppedCount: 0, filter: all}).rows, []);
});

t.test('reading piece by piece, while the head is dropped, gives what reading at once gives', async t => {
	const arbitraryEntry = fc.record({
		node: fc.constantFrom('compute', 'other'), level: fc.constantFrom('INFO' as const, 'ERROR' as const, undefined), isNoise: fc.boolean(),
	}).map(({level, ...rest}) => entry('line', level === undefined ? rest : {...rest, level}));
	fc.assert(fc.property(fc.array(fc.array(arbitraryEntry)), fc.integer({min: 1, max: 20}), fc.constantFrom(undefined, 'other'), (pieces, bound, node) => {
		const filter = {node, isNoiseShown: false};
		let whole: readonly LogEntry[] = [];
		let index = emptyLogIndex;
		for (const piece of pieces) {
			whole = [...whole, ...piece];
			const droppedCount = Math.max(0, whole.length - bound);
			index = updateLogIndex(index, {entries: whole.slice(droppedCount), droppedCount, filter});
		}

		const kept = build(whole, filter).rows.filter(({number}) => number >= whole.length - bound);
		// What stands behind a dropped ERROR is known piece by piece only if that ERROR was seen.
		t.same(index.rows.map(({number}) => number), kept.map(({number}) => number));
	}));
});
