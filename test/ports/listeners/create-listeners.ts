import t from 'tap';
import {createListeners} from '../../../source/ports/listeners/create-listeners.js';

t.test('all are called in the order they were added, one that was added twice once', async t => {
	const listeners = createListeners<[number, string]>();
	const calls: unknown[] = [];
	const first = (...args: unknown[]): void => {
		calls.push(['first', ...args]);
	};

	t.equal(listeners.count(), 0);
	listeners.add(first);
	listeners.add((...args) => {
		calls.push(['second', ...args]);
	});
	listeners.add(first);
	t.equal(listeners.count(), 2);
	listeners.call(1, 'a');
	t.same(calls, [['first', 1, 'a'], ['second', 1, 'a']]);
});

t.test('one that was stopped is not called any more, even by the call during which it was', async t => {
	const listeners = createListeners();
	const calls: string[] = [];
	let stopSecond = (): void => undefined;
	const stopFirst = listeners.add(() => {
		calls.push('first');
		stopSecond();
	});
	stopSecond = listeners.add(() => {
		calls.push('second');
	});
	listeners.call();
	stopFirst();
	stopFirst();
	listeners.call();
	t.same(calls, ['first']);
	t.equal(listeners.count(), 0);
});

t.test('after a clear nobody is called', async t => {
	const listeners = createListeners();
	listeners.add(() => {
		t.fail('it was cleared');
	});
	listeners.clear();
	listeners.call();
	t.equal(listeners.count(), 0);
});
