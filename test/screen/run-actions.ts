import t from 'tap';
import {defaultKeymap} from '../../source/screen/keys/keymap.js';
import {describeObstacle, describeRisk, type Intent} from '../../source/screen/run-actions.js';
import {createFakeState, createFakeWorkflow, type FakeState} from './create-fake-store.js';

const workflow = createFakeWorkflow('tutorial', ['a']);

t.test('each key works in exactly the states it should', async t => {
	const states: ReadonlyArray<readonly [FakeState, readonly Intent[]]> = [
		[{outcome: 'IDLE'}, ['trigger', 'quit']],
		[{outcome: 'RUNNING'}, ['cancel', 'quit']],
		[{outcome: 'RUNNING', isCancelRequested: true}, ['force-cancel', 'quit']],
		[{outcome: 'COMPLETED'}, ['rerun', 'quit']],
		[{outcome: 'FAILED'}, ['rerun', 'quit']],
		[{outcome: 'TIMEOUT'}, ['rerun', 'quit']],
		[{outcome: 'CANCELLED', isCancelRequested: true}, ['rerun', 'quit']],
	];
	for (const [state, expected] of states) {
		const intents = (['trigger', 'cancel', 'force-cancel', 'rerun', 'quit'] as const)
			.filter(intent => describeObstacle(createFakeState(workflow, state), intent, defaultKeymap.nameKey) === undefined);
		t.same(intents, expected, `${state.outcome}`);
	}
});

t.test('only what is hard to undo is asked first', async t => {
	const alive = [{id: 1, action: 'a', status: 'queued', seenAt: 0}] as const;
	const cases: ReadonlyArray<readonly [Intent, FakeState, boolean]> = [
		['trigger', {}, false],
		['cancel', {outcome: 'RUNNING'}, true],
		['force-cancel', {outcome: 'RUNNING', isCancelRequested: true}, true],
		['rerun', {outcome: 'COMPLETED', platformRuns: alive}, false],
		['rerun', {outcome: 'TIMEOUT', platformRuns: alive}, true],
		['rerun', {outcome: 'CANCELLED', platformRuns: alive}, true],
		['rerun', {outcome: 'TIMEOUT'}, false],
		['quit', {outcome: 'RUNNING'}, true],
		['quit', {outcome: 'FAILED'}, false],
	];
	for (const [intent, state, isAsked] of cases) {
		const risk = describeRisk(createFakeState(workflow, state), intent, 'It goes on.');
		t.equal(risk !== undefined, isAsked, `${intent} ${state.outcome}`);
	}
});
