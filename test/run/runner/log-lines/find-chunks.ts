import fc from 'fast-check';
import t from 'tap';
import {findChunks} from '../../../../source/run/runner/log-lines/find-chunks.js';

const getCount = ({count}: {readonly count: number}): number => count;

t.test('those and only those are found that hold a line of the window', async t => {
	fc.assert(fc.property(fc.nat(50), fc.array(fc.integer({min: 1, max: 9})), fc.nat(150), fc.nat(60), (start, counts, from, length) => {
		let next = start;
		const chunks = counts.map(count => {
			const first = next;
			next += count;
			return {first, count};
		});
		const to = from + length;
		const holding = chunks.filter(({first, count}) => Array.from({length: count}, (_, index) => first + index).some(number => number >= from && number < to));
		t.same(findChunks(chunks, from, to, getCount), holding);
	}));
});

t.test('among no chunks none is found', async t => {
	t.same(findChunks([], 0, 10, getCount), []);
});

t.test('an empty window is in no chunk, not even in the one around it', async t => {
	t.same(findChunks([{first: 38, count: 6}], 40, 40, getCount), []);
	t.same(findChunks([{first: 38, count: 6}], 42, 40, getCount), []);
});
