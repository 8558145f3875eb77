import fs from 'node:fs';
import t, {type Test} from 'tap';
import {systemClock} from '../../../source/ports/clock/system-clock.js';
import {parseWorkflow} from '../../../source/core/workflow/parse-workflow.js';
import {startLocalCloud} from '../../../source/clouds/local/start-local-cloud.js';
import {type Cloud} from '../../../source/ports/cloud.js';
import {WorkflowRunner} from '../../../source/run/runner/workflow-runner.js';
import {withFaults} from '../../support/github/start-github-api.js';
import {makeFolder} from '../../support/make-folder.js';
import {writeFlakyWorkflow} from '../../support/resume/flaky-workflow.js';
import {waitUntil} from '../../support/processes.js';

// Real Python processes.
t.setTimeout(180_000);

const diamond = {a: ['b', 'c'], b: ['d'], c: ['d'], d: []};

const start = async (t: Test, parallelism?: number) => {
	const folder = makeFolder(t);
	const {file} = writeFlakyWorkflow(folder, diamond, []);
	const {workflow} = parseWorkflow(fs.readFileSync(file, 'utf8'));
	const cloud = await startLocalCloud({
		workflow: workflow!, documentDir: folder, clock: systemClock, tmpDir: folder, startApi: withFaults(parallelism === undefined ? {} : {parallelism}),
	});
	t.teardown(cloud.close);
	const createRunner = (changes: Partial<Cloud> = {}) => {
		const runner = new WorkflowRunner({workflowFile: file, cloud: {...cloud, ...changes}, checkInterval: 0.2});
		t.teardown(async () => runner.cleanup());
		return runner;
	};

	return {cloud, runners: [createRunner(), createRunner()] as const};
};

const describeRuns = async ({platform}: Cloud, invocation: {readonly workflowName: string; readonly timestamp: string; readonly id: string}, since: number): Promise<readonly string[]> => {
	const runs = await platform.listRuns({invocation, since, isComplete: true}) ?? [];
	return runs.map(({action, status, conclusion}) => `${action} ${status} ${conclusion}`).toSorted((a, b) => a.localeCompare(b));
};

t.test('two invocations of one workflow at once are each watched to their own end; a join has one run for each arrival, all green, one of which worked', async t => {
	const since = systemClock.now();
	const {cloud, runners} = await start(t);
	const invocations = await Promise.all(runners.map(async runner => runner.triggerWorkflow()));
	t.not(invocations[0]?.id, invocations[1]?.id);
	for (const [index, runner] of runners.entries()) {
		const {outcome, nodes} = await runner.result();
		t.equal(outcome, 'COMPLETED');
		t.ok(nodes.every(({status}) => status === 'COMPLETED'));
		const invocation = invocations[index]!;
		let runs: readonly string[] = [];
		// The verdict comes from the logs, a moment before the last container has ended.
		await waitUntil(async () => {
			runs = await describeRuns(cloud, invocation, since);
			return runs.every(run => run.includes('completed'));
		}, () => runs);

		t.same(runs, ['a completed success', 'b completed success', 'c completed success', 'd completed success', 'd completed success']);
		const workedOn = runner.store.logs.getSnapshot().filter(({node, text}) => node === 'd' && text.startsWith('this is'));
		t.equal(workedOn.length, 1);
	}
});

t.test('cancelling one leaves the other alone', async t => {
	// One at a time: what is cancelled waits in the queue behind the other.
	const {cloud, runners: [kept, cancelled]} = await start(t, 1);
	const since = systemClock.now();
	await kept.triggerWorkflow();
	const invocation = await cancelled.triggerWorkflow();
	t.same(await cancelled.cancel(), {aliveRunIds: []});
	t.equal((await cancelled.result()).outcome, 'CANCELLED');
	t.same(new Set(Object.values(cancelled.getFunctionStatuses())), new Set(['CANCELLED']));
	t.equal((await kept.result()).outcome, 'COMPLETED');
	t.same(await describeRuns(cloud, invocation, since), ['a completed cancelled']);
});
