import t from 'tap';
import {parseInvoked, type Invoked} from '../../../source/core/log/dispatch-sentences.js';

const sentences: ReadonlyArray<readonly [string, Invoked | undefined]> = [
	['GitHub Action: Successfully invoked: next-one', {action: 'next-one'}],
	['GitHub Action: Successfully invoked:next-one', {action: 'next-one'}],
	['Lambda: Successfully invoked: next-one', {action: 'next-one'}],
	['OpenWhisk: Succesfully invoked next-one', {action: 'next-one'}],
	['OpenWhisk: Successfully invoked: next-one', {action: 'next-one'}],
	['GoogleCloud: Successfully invoked Flow-next-one', {action: 'next-one'}],
	['SLURM: Successfully submitted job: next-one (Job ID: 77)', {action: 'next-one', run: '77'}],
	['(\'Kubernetes: Successfully submitted jobs: next-one (Job ID: 3f-1)\', \'(Created at: 2026-01-01)\')', {action: 'next-one', run: '3f-1'}],
	['SLURM: Successfully submitted job: next-one (Job ID: )', {action: 'next-one'}],
	['SIMULATED TRIGGER: next-one', {action: 'next-one'}],
	['SIMULATED TRIGGER: next-one.3', {action: 'next-one'}],
	['Prepending workflow name. Full function: Flow-next-one', undefined],
	['SLURM: Submitting job to http://slurm', undefined],
	['GitHub Action: Cannot find the destination: check repo: R, workflow: F, and branch: B', undefined],
	['no triggers for x', undefined],
];

for (const [message, invoked] of sentences) {
	t.test(`${message} invokes ${invoked?.action ?? 'nothing'}`, async t => {
		t.same(parseInvoked(message, 'Flow'), invoked);
	});
}
