import fs from 'node:fs';
import path from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import t, {type Test} from 'tap';
import {describeUnstopped} from '../../../source/run/runner/describe-unstopped.js';
import {WorkflowRunner} from '../../../source/run/runner/workflow-runner.js';
import {startCluster} from '../../support/slurm/start-cluster.js';
import {describeMissingSlurm} from '../../support/slurm/start-real-slurm.js';

t.setTimeout(180_000);

const until = async (isSo: () => boolean): Promise<void> => {
	const deadline = Date.now() + 60_000;
	while (!isSo() && Date.now() < deadline) {
		await wait(100);
	}
};

/** Slurm is started once: its jobs count on. */
t.test('workflows on a real SLURM server', {skip: describeMissingSlurm() ?? false}, async t => {
	const {slurm, containers, folder, writeWorkflow, env} = await startCluster(t);
	let workflowFile = '';
	const open = (file: string) => {
		workflowFile = file;
		const runner = new WorkflowRunner({workflowFile: file, env, timeout: 60});
		t.teardown(async () => runner.cleanup());
		return runner;
	};

	/** `work(1) COMPLETED slurm:Cluster:2` */
	const list = ({store}: WorkflowRunner): readonly string[] => [...store.getSnapshot().nodes.values()].map(({id, status, runIds}) => [id, status, ...runIds].join(' '));
	/** As somebody sees it who watches the ended run: its jobs are named by its logs and by the comment of the first one. */
	const listLater = async (t: Test, runner: WorkflowRunner): Promise<readonly string[]> => {
		await slurm.waitForJobs();
		const later = open(workflowFile);
		const {id, timestamp} = runner.store.getSnapshot().invocation!;
		await later.attach({invocationId: id, timestamp});
		await later.result();
		const {nodes, platformRuns} = later.store.getSnapshot();
		// In whatever order its jobs were found.
		const succeeded = [...platformRuns.values()].filter(({meaning}) => meaning === 'success').map(run => run.id);
		t.strictSame(succeeded, nodes.get('start')?.runIds, 'our script ends as its container did');
		const others = [...platformRuns.values()].filter(run => !succeeded.includes(run.id)).map(({meaning}) => meaning);
		t.ok(others.length >= 2);
		t.strictSame(new Set(others), new Set(['none']), 'FaaSr\'s script ends well whatever its container did');
		return list(later);
	};

	const countJobs = (): number => fs.readdirSync(slurm.jobFolder).length;

	await t.test('three actions, two ranks and a join', async t => {
		const runner = open(writeWorkflow());
		await runner.triggerWorkflow();
		const {outcome} = await runner.result();
		t.equal(outcome, 'COMPLETED');
		t.strictSame(await listLater(t, runner), [
			'start COMPLETED slurm:Cluster:1', 'work(1) COMPLETED slurm:Cluster:2', 'work(2) COMPLETED slurm:Cluster:3', 'sum COMPLETED slurm:Cluster:4 slurm:Cluster:5',
		]);
		t.equal(countJobs(), 5, 'nothing starts twice');
		t.strictSame(containers.runs.map(({exitCode}) => exitCode), [0, 0, 0, 0, 0], 'of the join\'s two the loser ends well, too');
		const {runs: [first]} = containers;
		t.equal(JSON.parse(first!.environment['OVERWRITTEN']!).InvocationID, runner.store.getSnapshot().invocation?.id);
	});

	await t.test('a function fails behind a job that COMPLETED, and is run again', async t => {
		const flag = path.join(folder, 'flag');
		const runner = open(writeWorkflow({work: {fails_without: flag}}));
		await runner.triggerWorkflow();
		t.equal((await runner.result()).outcome, 'FAILED');
		t.strictSame(await listLater(t, runner), ['start COMPLETED slurm:Cluster:6', 'work(1) FAILED slurm:Cluster:7', 'work(2) FAILED slurm:Cluster:8', 'sum SKIPPED']);
		fs.writeFileSync(flag, '');
		await runner.resume({kind: 'failed'});
		t.equal((await runner.result()).outcome, 'COMPLETED');
		t.equal(countJobs(), 12, 'two ranks and a join of two arrivals');
	});

	await t.test('a cancel stops our job with its container', async t => {
		const runner = open(writeWorkflow({start: {waits_for: path.join(folder, 'never')}}));
		const count = containers.runs.length;
		await runner.triggerWorkflow();
		// A job runs before its container does.
		await until(() => containers.runs.length > count && runner.getFunctionStatuses()['start'] === 'RUNNING');
		const report = await runner.cancel();
		t.strictSame(report.aliveRunIds, []);
		t.equal((await runner.result()).outcome, 'CANCELLED');
		await until(() => containers.runs[count]?.exitCode !== undefined);
		t.equal(containers.runs[count]?.exitCode, 1, 'docker stop has reached it');
		t.equal(countJobs(), 13);
	});

	await t.test('a cancel of jobs that FaaSr submitted leaves their containers running, and says so', async t => {
		const goOn = path.join(folder, 'go-on');
		const before = containers.runs.length;
		const runner = open(writeWorkflow({work: {waits_for: goOn}}));
		await runner.triggerWorkflow();
		await until(() => containers.runs.length >= before + 3 && ['work(1)', 'work(2)'].every(id => runner.getFunctionStatuses()[id] === 'RUNNING' && runner.store.getSnapshot().nodes.get(id)!.runIds.length > 0));
		const report = await runner.cancel();
		t.match(report, {aliveRunIds: [], outlivingRunIds: ['slurm:Cluster:15', 'slurm:Cluster:16']});
		t.equal(describeUnstopped(report), 'Platform runs 15, 16 were stopped, but their containers may go on: the cluster ends no more than what started them');
		t.strictSame(containers.runs.slice(before).map(({exitCode}) => exitCode), [0, undefined, undefined]);
		t.strictSame(list(runner).map(line => line.split(' ')[1]), ['COMPLETED', 'CANCELLED', 'CANCELLED', 'CANCELLED']);
		fs.writeFileSync(goOn, '');
		await until(() => containers.runs.slice(before + 1, before + 3).every(({exitCode}) => exitCode !== undefined));
		t.strictSame(containers.runs.slice(before + 1, before + 3).map(({exitCode}) => exitCode), [0, 0], 'they have gone on, and submitted what comes next');
	});
});
