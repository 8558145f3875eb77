import t from 'tap';
import {useWorkflow} from '../../source/testing/index.js';

t.jobs = 8;
const {handler} = await useWorkflow(t, 'workflows/ranked.json');

const parts = [
	{text: 'one fish two fish', words: 4},
	{text: 'red sky at night', words: 4},
	{text: 'the more the merrier', words: 4},
	{text: 'a stitch in time saves nine', words: 6},
	{text: 'to be or not to be', words: 6},
];

for (const [index, {text, words}] of parts.entries()) {
	const rank = index + 1;
	t.test(`rank ${rank} counts the words of its own part`, async () => {
		await handler.assertCompleted(`count-words(${rank})`);
		await handler.assertText(`part${rank}.txt`, text);
		await handler.assertText(`count${rank}.txt`, `${words}`);
		await handler.assertLogsContain(`count-words(${rank})`, `Rank ${rank} of 5 counted ${words} words`);
	});
}

t.test('every rank completes', async t => {
	const ranks = await handler.waitFor('count-words');
	t.same(ranks.map(({id, status}) => `${id} ${status}`), parts.map((_, index) => `count-words(${index + 1}) COMPLETED`));
	t.equal(handler.status('count-words'), 'COMPLETED');
});

t.test('the total is the sum of all ranks, written once they have all ended', async () => {
	await handler.assertCompleted('add-counts');
	await handler.assertCompleted('count-words');
	await handler.assertText('total.txt', '24');
	await handler.assertLogsContain('add-counts', 'The text has 24 words');
});
