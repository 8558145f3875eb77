import t from 'tap';
import {countGone, logKinds} from '../../../source/run/runner/count-gone.js';

t.test('lines of some nodes that are gone are counted, of all kinds or of some', async t => {
	const lines = {count: (node: string, kind: string) => ({first: 0, end: 0, gone: node === 'a' ? 10 : 1, ...(kind === 'print' && {gone: 100})})} as unknown as Parameters<typeof countGone>[0];
	t.equal(countGone(lines, ['a', 'b']), 10 + 100 + 10 + 1 + 100 + 1);
	t.equal(countGone(lines, ['a'], ['log']), 10);
	t.equal(countGone(lines, []), 0);
	t.equal(logKinds.length, 3);
});
