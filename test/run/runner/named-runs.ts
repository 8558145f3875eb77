import t, {type Test} from 'tap';
import {type NamedRun} from '../../../source/core/run/list-named-runs.js';
import {createRunId} from '../../../source/core/run/run-id.js';
import {type PlatformRun} from '../../../source/core/run/platform-run.js';
import {WorkflowRunner} from '../../../source/run/runner/workflow-runner.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {endRun} from '../../support/run-id.js';
import {createFakeCloud, finishLines, startLine, writeDocument} from '../../support/runner/fake-cloud.js';

/** A platform that tells of a run only to who knows its id. */
const open = (t: Test) => {
	const clock = createVirtualClock();
	const fake = createFakeCloud();
	const asked: Array<readonly NamedRun[]> = [];
	const jobs = new Map<string, Partial<PlatformRun>>();
	const cancelled: string[] = [];
	const cloud = {...fake.cloud, platform: {
		...fake.cloud.platform,
		async listRuns({named = []}: {readonly named?: readonly NamedRun[]}) {
			asked.push(named);
			return [...fake.runs.values(), ...named.flatMap(({id, ...subject}): readonly PlatformRun[] => {
				const job = jobs.get(id);
				return job === undefined ? [] : [{...subject, id: createRunId('slurm:S', id), status: 'in_progress', ...job}];
			})];
		},
		async cancel(id: string) {
			cancelled.push(id);
			jobs.set(id.split(':').at(-1)!, {status: 'completed', conclusion: 'CANCELLED', meaning: 'cancelled'});
		},
	}};
	const workflowFile = writeDocument(t.testdir(), {a: ['r(2)'], r: []});
	const createRunner = (): WorkflowRunner => {
		const runner = new WorkflowRunner({workflowFile, cloud, clock});
		t.teardown(async () => runner.cleanup());
		return runner;
	};

	return {clock, fake, asked, jobs, cancelled, createRunner};
};

const submit = (id: number): string => `[0.4] [INFO] [scheduler.py] SLURM: Successfully submitted job: r (Job ID: ${id})`;
const dispatched = [...finishLines('a').slice(0, 2), submit(17), submit(18)];

t.test('the platform is asked for the runs that the logs name, and each is its rank\'s', async t => {
	const {clock, fake, asked, jobs, cancelled, createRunner} = open(t);
	const runner = createRunner();
	await runner.triggerWorkflow();
	await clock.advance(1000);
	t.same(asked.at(-1), []);
	jobs.set('17', {}).set('18', {status: 'queued', note: 'waits for Resources'});
	fake.write('a', dispatched, true);
	fake.setRun(100, endRun('success'));
	await clock.advance(3000);
	t.same(asked.at(-1), [{action: 'r', rank: 1, id: '17'}, {action: 'r', rank: 2, id: '18'}]);
	const {nodes} = runner.store.getSnapshot();
	t.same([nodes.get('r(1)'), nodes.get('r(2)')].map(node => [node?.status, node?.runIds]), [['RUNNING', ['slurm:S:17']], ['INVOKED', ['slurm:S:18']]]);
	const cancelling = runner.cancel();
	await clock.advance(30_000);
	t.same(await cancelling, {aliveRunIds: []});
	t.same(cancelled.toSorted(), ['slurm:S:17', 'slurm:S:18'], 'a cancel knows them, too');
});

t.test('who watches a run that somebody else has started asks for them once the logs are read', async t => {
	const {clock, fake, jobs, createRunner} = open(t);
	const invocation = await createRunner().triggerWorkflow();
	fake.write('a', dispatched, true);
	fake.write('r(1)', [startLine]);
	jobs.set('17', {}).set('18', {status: 'completed', conclusion: 'NODE_FAIL', meaning: 'failure'});
	const runner = createRunner();
	await runner.attach({invocationId: invocation.id});
	const {nodes} = runner.store.getSnapshot();
	t.same([nodes.get('r(1)'), nodes.get('r(2)')].map(node => [node?.status, node?.runIds]), [['RUNNING', ['slurm:S:17']], ['FAILED', ['slurm:S:18']]]);
	await clock.advance(1000);
});
