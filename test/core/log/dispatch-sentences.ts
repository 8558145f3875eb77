import t from 'tap';
import {parseInvokedAction} from '../../../source/core/log/dispatch-sentences.js';

const sentences: ReadonlyArray<readonly [string, string | undefined]> = [
	['GitHub Action: Successfully invoked: next-one', 'next-one'],
	['GitHub Action: Successfully invoked:next-one', 'next-one'],
	['Lambda: Successfully invoked: next-one', 'next-one'],
	['OpenWhisk: Succesfully invoked next-one', 'next-one'],
	['OpenWhisk: Successfully invoked: next-one', 'next-one'],
	['GoogleCloud: Successfully invoked Flow-next-one', 'next-one'],
	['SLURM: Successfully submitted job: next-one (Job ID: 77)', 'next-one'],
	['(\'Kubernetes: Successfully submitted jobs: next-one (Job ID: 3f-1)\', \'(Created at: 2026-01-01)\')', 'next-one'],
	['SIMULATED TRIGGER: next-one', 'next-one'],
	['SIMULATED TRIGGER: next-one.3', 'next-one'],
	['Prepending workflow name. Full function: Flow-next-one', undefined],
	['SLURM: Submitting job to http://slurm', undefined],
	['GitHub Action: Cannot find the destination: check repo: R, workflow: F, and branch: B', undefined],
	['no triggers for x', undefined],
];

for (const [message, action] of sentences) {
	t.test(`${message} invokes ${action ?? 'nothing'}`, async t => {
		t.equal(parseInvokedAction(message, 'Flow'), action);
	});
}
