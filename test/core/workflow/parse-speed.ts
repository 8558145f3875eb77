import process from 'node:process';
import t from 'tap';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {buildAction, buildDocument} from '../../fixtures/workflows/build-document.js';

/** Processor time, so that a busy machine does not make a quick parser look slow. */
const measure = (text: string, attempts: number): {readonly ms: number; readonly parsed: ReturnType<typeof parseWorkflow>} => {
	let ms = Number.POSITIVE_INFINITY;
	let parsed: ReturnType<typeof parseWorkflow> = {problems: []};
	for (let attempt = 0; attempt < attempts; attempt++) {
		const startedAt = process.cpuUsage();
		parsed = parseWorkflow(text);
		const {user, system} = process.cpuUsage(startedAt);
		ms = Math.min(ms, (user + system) / 1000);
	}

	return {ms, parsed};
};

const buildLarge = (actionCount: number, edgesPerAction: number): string => JSON.stringify(buildDocument(Object.fromEntries(Array.from({length: actionCount}, (_, index) => [`n${index}`, Array.from({length: edgesPerAction}, (__, edge) => index + edge + 1)
	.filter(target => target < actionCount).map(target => `n${target}`)]))));

t.test('303 actions and 900 edges take milliseconds', async t => {
	const {ms, parsed} = measure(buildLarge(303, 3), 15);
	t.equal(parsed.workflow!.actions.size, 303);
	t.ok(ms < 100, `${ms} ms`);
});

t.test('10,000 actions in one chain or with 30,000 edges take less than a second', async t => {
	for (const edgesPerAction of [1, 3]) {
		const {ms, parsed} = measure(buildLarge(10_000, edgesPerAction), 2);
		t.equal(parsed.workflow!.actions.size, 10_000);
		t.ok(ms < 1000, `${edgesPerAction} edges: ${ms} ms`);
	}
});

t.test('10,000 actions with a fault each, or in one loop, or behind 2,500 conditions take seconds at most', async t => {
	const names = Array.from({length: 10_000}, (_, index) => `n${index}`);
	const faulty = JSON.stringify(buildDocument({n0: []}, {ActionList: Object.fromEntries(names.map(name => [name, {...buildAction([`${name}x`]), FaaSServer: 'HG', Type: 'Perl'}]))}));
	const loop = JSON.stringify(buildDocument(Object.fromEntries(names.map((name, index) => [name, [names[(index + 1) % names.length]!]]))));
	const conditions = JSON.stringify(buildDocument(Object.fromEntries(names.map((name, index) => {
		const next = [1, 2, 3, 4].map(step => names[index + step]);
		return [name, index % 4 !== 0 || next[3] === undefined ? [...index % 4 === 1 ? [next[2]!].filter(Boolean) : []] : [{True: [next[0]!, next[1]!], False: [next[3]]}]];
	}))));
	for (const [name, text] of Object.entries({faulty, loop, conditions})) {
		const {ms, parsed} = measure(text, 1);
		t.ok(parsed.problems.length > 0, name);
		t.ok(ms < 4000, `${name}: ${ms} ms`);
	}
});
