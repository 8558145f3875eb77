import t from 'tap';
import {type Poll} from '../../../source/run/monitor/monitor.js';
import {parseLogLine} from '../../../source/core/log/parse-log-line.js';
import {readSoFar} from '../../../source/run/runner/read-so-far.js';

const line = parseLogLine('a line');

/** A monitor that brings so many lines with each poll. */
const createMonitor = (counts: readonly number[]) => {
	const left = [...counts];
	return {
		async poll(): Promise<Poll> {
			const count = left.shift() ?? 0;
			return {
				batch: {at: 7, events: [{type: 'done.appeared', at: 7, node: `n${left.length}`}]},
				fresh: [{node: 'a', at: 7, lines: Array.from({length: count}, () => line)}],
				...(left.length > 0 && {hasMore: true}),
			};
		},
		flush: () => [],
	};
};

t.test('polls follow each other until nothing more is there, and their facts are told together', async t => {
	const {events, entries} = await readSoFar(createMonitor([2, 3, 1]));
	t.same(events.map(event => event.type === 'done.appeared' ? event.node : ''), ['n2', 'n1', 'n0']);
	t.equal(entries.length, 6);
});

t.test('of very many lines the newest are kept, behind one that says how many are left out', async t => {
	const {entries, omitted} = await readSoFar(createMonitor([14_000, 14_000]));
	t.same([...omitted], [['a', 8000]]);
	t.equal(entries.length, 20_001);
	t.match(entries[0], {node: 'a', at: 7, text: '… 8000 earlier lines not loaded: faasr-tui logs shows them'});
	const nothing = await readSoFar(createMonitor([0]));
	t.same(nothing.entries, []);
});
