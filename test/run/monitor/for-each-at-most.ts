import {setImmediate} from 'node:timers/promises';
import t from 'tap';
import {forEachAtMost} from '../../../source/run/monitor/for-each-at-most.js';

t.test('each item is worked on once, in order, and no more at once than said', async t => {
	const begun: number[] = [];
	let running = 0;
	let most = 0;
	await forEachAtMost(3, [1, 2, 3, 4, 5, 6, 7], async item => {
		begun.push(item);
		most = Math.max(most, ++running);
		await setImmediate();
		running--;
	});
	t.same(begun, [1, 2, 3, 4, 5, 6, 7]);
	t.equal(most, 3);
});

t.test('work that says stop ends its own hand; the others go on with what is left', async t => {
	const done: number[] = [];
	await forEachAtMost(2, [1, 2, 3, 4], async item => {
		await setImmediate();
		if (item !== 1) {
			done.push(item);
		}

		return item === 1 ? 'stop' : undefined;
	});
	t.same(done, [2, 3, 4]);
	const none: number[] = [];
	await forEachAtMost(2, [1, 2, 3, 4], async item => {
		none.push(item);
		return 'stop';
	});
	t.same(none, [1, 2], 'nobody is left for the rest');
});

t.test('work that rejects is told, and nothing to do is done at once', async t => {
	await t.rejects(forEachAtMost(2, [1], async () => {
		throw new Error('no');
	}), {message: 'no'});
	await forEachAtMost(2, [], async () => t.fail('there is no item'));
});
