import t from 'tap';
import {createStopPolicy} from '../../../source/commands/run/stop-policy.js';
import {type StopSignal} from '../../../source/ports/errors/exit-codes.js';
import {type WorkflowRunner} from '../../../source/run/runner/workflow-runner.js';

const cases: ReadonlyArray<readonly [title: string, isWatching: boolean, signals: readonly StopSignal[], steps: readonly string[], signal: StopSignal]> = [
	['the first signal cancels', false, ['SIGTERM'], ['cancel SIGTERM'], 'SIGTERM'],
	['a second one leaves at once, and the first counts', false, ['SIGINT', 'SIGTERM'], ['cancel SIGINT', 'leave SIGTERM again'], 'SIGINT'],
	['a run that is only watched is left at the first', true, ['SIGINT'], ['leave SIGINT'], 'SIGINT'],
	['and at each further one', true, ['SIGHUP', 'SIGINT'], ['leave SIGHUP', 'leave SIGINT again'], 'SIGHUP'],
];

for (const [title, isWatching, signals, expected, signal] of cases) {
	t.test(title, async t => {
		const steps: string[] = [];
		const cancelSignals: Array<AbortSignal | undefined> = [];
		const runner = {
			async cancel({signal}: {readonly signal?: AbortSignal} = {}) {
				cancelSignals.push(signal);
				return {aliveRunIds: []};
			},
		} as unknown as WorkflowRunner;
		const policy = createStopPolicy({
			runner, isWatching,
			onCancel(name) {
				steps.push(`cancel ${name}`);
				void policy.cancel();
			},
			onLeave(name, isAgain) {
				steps.push(`leave ${name}${isAgain ? ' again' : ''}`);
			},
		});
		t.equal(policy.getSignal(), undefined);
		for (const name of signals) {
			policy.onSignal(name);
		}

		t.same(steps, expected);
		t.equal(policy.getSignal(), signal);
		t.equal(cancelSignals.length, isWatching ? 0 : 1, 'somebody else\'s run is not cancelled');
		if (steps.at(-1)!.startsWith('leave')) {
			await policy.left;
		}

		t.equal(cancelSignals[0]?.aborted ?? false, steps.length === 2 && !isWatching, 'the cancel ends when the user leaves');
	});
}
