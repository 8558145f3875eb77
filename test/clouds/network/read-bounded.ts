import t from 'tap';
import {readBounded} from '../../../source/clouds/network/read-bounded.js';

t.test('a body is read whole up to the bound, and no further than the piece that passes it', async t => {
	let pieces = 0;
	let isEnded = false;
	const createBody = async function * (count: number) {
		try {
			for (pieces = 0; pieces < count; pieces++) {
				yield Uint8Array.of(1, 2, 3, 4);
			}
		} finally {
			isEnded = true;
		}
	};

	t.same(await readBounded(createBody(2), 8), Uint8Array.of(1, 2, 3, 4, 1, 2, 3, 4));
	t.same(await readBounded(createBody(0), 8), new Uint8Array());
	isEnded = false;
	await t.rejects(readBounded(createBody(1e9), 8), {name: 'AnswerTooLargeError', message: 'the answer is larger than 0.000008 MB'});
	t.equal(pieces, 2);
	t.ok(isEnded, 'who sends it is told that nobody listens any more');
});
