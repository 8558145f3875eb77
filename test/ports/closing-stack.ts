import t from 'tap';
import {createClosingStack} from '../../source/ports/closing-stack.js';

await t.test('what was started last ends first, once', async t => {
	const ended: string[] = [];
	const stack = createClosingStack();
	stack.add(() => {
		ended.push('first');
	});
	stack.add(async () => {
		ended.push('second');
	});
	await Promise.all([stack.close(), stack.close()]);
	await stack.close();
	t.same(ended, ['second', 'first']);
});

await t.test('a failure does not keep the others from ending, and is told', async t => {
	const ended: string[] = [];
	const stack = createClosingStack();
	stack.add(() => {
		ended.push('first');
	});
	stack.add(async () => {
		throw new Error('stuck');
	});
	await t.rejects(stack.close(), {message: 'stuck'});
	t.same(ended, ['first']);
});

await t.test('what needs no time has ended when closing returns', async t => {
	const ended: string[] = [];
	const stack = createClosingStack();
	stack.add(() => {
		ended.push('first');
	});
	stack.add(() => {
		ended.push('second');
	});
	const closing = stack.close();
	t.same(ended, ['second', 'first']);
	await closing;
});
