import t from 'tap';
import {type RunState} from '../../../source/core/run/run-state.js';
import {defaultKeymap} from '../../../source/screen/keys/keymap.js';
import {describeObstacle, describeRerunRisk, describeRisk, type RunCommand, runHandlers} from '../../../source/screen/run/keys.js';
import {createFakeState, createFakeWorkflow, type FakeState} from '../create-fake-store.js';
import {gh} from '../../support/run-id.js';

const workflow = createFakeWorkflow('tutorial', ['a']);

t.test('each key works in exactly the states it should', async t => {
	const states: ReadonlyArray<readonly [FakeState, readonly RunCommand[]]> = [
		[{outcome: 'IDLE'}, ['trigger', 'quit']],
		[{outcome: 'RUNNING'}, ['cancel', 'quit']],
		[{outcome: 'RUNNING', isCancelRequested: true}, ['force-cancel', 'quit']],
		[{outcome: 'COMPLETED'}, ['rerun', 'quit']],
		[{outcome: 'FAILED'}, ['rerun', 'quit']],
		[{outcome: 'TIMEOUT'}, ['rerun', 'quit']],
		[{outcome: 'CANCELLED', isCancelRequested: true}, ['rerun', 'quit']],
	];
	for (const [state, expected] of states) {
		const commands = (['trigger', 'cancel', 'force-cancel', 'rerun', 'quit'] as const)
			.filter(command => describeObstacle(createFakeState(workflow, state), command, defaultKeymap.nameKey) === undefined);
		t.same(commands, expected, `${state.outcome}`);
	}
});

t.test('only what is hard to undo is asked first', async t => {
	const describe = (command: Exclude<RunCommand, 'trigger'>, state: RunState): string | undefined =>
		command === 'rerun' ? describeRerunRisk(state) : describeRisk(state, command, 'It goes on.');

	t.notOk('describeRisk' in runHandlers.trigger, 'a trigger is not asked');
	const alive = [{id: gh(1), action: 'a', status: 'queued', seenAt: 0}] as const;
	const cases: ReadonlyArray<readonly [Exclude<RunCommand, 'trigger'>, FakeState, boolean]> = [
		['cancel', {outcome: 'RUNNING'}, true],
		['force-cancel', {outcome: 'RUNNING', isCancelRequested: true}, true],
		['rerun', {outcome: 'COMPLETED', platformRuns: alive}, false],
		['rerun', {outcome: 'TIMEOUT', platformRuns: alive}, true],
		['rerun', {outcome: 'CANCELLED', platformRuns: alive}, true],
		['rerun', {outcome: 'TIMEOUT'}, false],
		['quit', {outcome: 'RUNNING'}, true],
		['quit', {outcome: 'FAILED'}, false],
	];
	for (const [command, state, isAsked] of cases) {
		const risk = describe(command, createFakeState(workflow, state));
		t.equal(risk !== undefined, isAsked, `${command} ${state.outcome}`);
	}
});
