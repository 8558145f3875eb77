import t from 'tap';
import {pollToTheEnd} from '../../../source/run/monitor/poll-to-the-end.js';

t.test('it polls as long as there is more, and hands on every poll', async t => {
	const polls = [{id: 1, hasMore: true as const}, {id: 2, hasMore: true as const}, {id: 3}];
	const taken: number[] = [];
	await pollToTheEnd(async (): Promise<{readonly id: number; readonly hasMore?: true}> => polls.shift() ?? {id: 0}, ({id}) => {
		taken.push(id);
	});
	t.same(taken, [1, 2, 3]);
});

t.test('what fails ends it', async t => {
	await t.rejects(pollToTheEnd(async () => ({hasMore: true}), () => {
		throw new Error('no');
	}), {message: 'no'});
});
