import fs from 'node:fs';
import path from 'node:path';
import t, {type Test} from 'tap';
import {systemClock} from '../../../../source/ports/clock/system-clock.js';
import {type RunState} from '../../../../source/core/run/run-state.js';
import {parseWorkflow} from '../../../../source/core/workflow/parse-workflow.js';
import {readInvocation} from '../../../../source/run/history/read-invocation.js';
import {startLocalCloud} from '../../../../source/clouds/local/start-local-cloud.js';
import {WorkflowRunner} from '../../../../source/run/runner/workflow-runner.js';
import {makeFolder} from '../../../support/make-folder.js';
import {writeFlakyWorkflow} from '../../../support/resume/flaky-workflow.js';
import {compareRuns} from '../../../../source/core/run/run-id.js';

// Real Python processes behind real HTTP.
t.setTimeout(120_000);

/** A join `d` that runs although `b` before it raises: `c` ends only once the marker of `b` is there. */
const start = async (t: Test) => {
	const folder = makeFolder(t);
	const {file, mend} = writeFlakyWorkflow(folder, {a: ['b', 'c'], b: ['d'], c: ['d'], d: ['e'], e: []}, ['b'], {c: 'b'});
	const {workflow} = parseWorkflow(fs.readFileSync(file, 'utf8'));
	const cloud = await startLocalCloud({workflow: workflow!, documentDir: folder, functionsDir: path.join(folder, 'functions'), dataDir: path.join(folder, 'data'), clock: systemClock});
	t.teardown(cloud.close);
	const open = (): WorkflowRunner => {
		const runner = new WorkflowRunner({workflowFile: file, cloud, checkInterval: 0.2, timeout: 60});
		t.teardown(async () => runner.cleanup());
		return runner;
	};

	const runner = open();
	const invocation = await runner.triggerWorkflow();
	t.match([...runner.store.getSnapshot().platformRuns.values()][0], {action: 'a', url: /\/actions\/runs\/\d+$/u}, 'the dispatch tells the page of its run');
	await runner.result();
	t.match(runner.getFunctionStatuses(), {b: 'FAILED', d: 'COMPLETED', e: 'COMPLETED'});
	// The platform knows each function's run, whenever the watching heard of it.
	const runs = await cloud.platform.listRuns({invocation, since: 0}) ?? [];
	const firstRuns = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map(action => [action, runs.filter(run => run.action === action).toSorted(compareRuns).map(({id}) => id)]));
	return {
		runner, mend, firstRuns,
		/** What `watch` shows of the run, by another runner, and what `ls` lists. */
		async look(): Promise<{readonly watched: RunState; readonly listed: RunState}> {
			const later = open();
			await later.attach({invocationId: invocation.id});
			const {state: listed} = await readInvocation({...cloud, workflow: workflow!, invocation, clock: systemClock, timeoutMs: 60_000});
			return {watched: later.store.getSnapshot(), listed};
		},
	};
};

const list = ({nodes}: RunState): Readonly<Record<string, string>> => Object.fromEntries([...nodes].map(([id, {status}]) => [id, status]));

t.test('a resume that failed again: watch and ls tell it as it did, with nothing of the attempt that it made invalid', async t => {
	const {runner, look} = await start(t);
	await runner.resume({kind: 'failed'});
	const {durationMs} = await runner.result();
	t.match(runner.getFunctionStatuses(), {a: 'COMPLETED', b: 'FAILED', c: 'COMPLETED', d: 'SKIPPED', e: 'SKIPPED'});
	const {watched, listed} = await look();
	for (const state of [watched, listed]) {
		t.same(list(state), runner.getFunctionStatuses());
		t.ok(Math.abs(state.endedAt! - state.triggeredAt! - durationMs) < 3000, 'the last attempt\'s time alone');
	}
});

t.test('a resume that succeeded: each function that ran again has the platform run and the times of its last attempt', async t => {
	const {runner, mend, look, firstRuns} = await start(t);
	mend();
	await runner.resume({kind: 'failed'});
	await runner.result();
	for (const id of ['a', 'c']) {
		t.same(runner.store.getSnapshot().nodes.get(id)?.runIds, firstRuns[id], `${id} is kept, with its run`);
		t.not((await runner.readRunLog(id)).length, 0, 'whose log can be read');
	}

	const {watched, listed} = await look();
	t.same(list(watched), runner.getFunctionStatuses());
	t.same(list(listed), list(watched));
	const resumedAt = runner.store.getSnapshot().triggeredAt!;
	for (const id of ['b', 'd', 'e']) {
		t.ok(watched.nodes.get(id)!.startedAt! >= resumedAt - 2000, id);
		t.notOk(watched.nodes.get(id)!.runIds.some(runId => firstRuns[id]!.includes(runId)), `${id} has new runs only`);
	}

	for (const id of ['a', 'c']) {
		t.ok(watched.nodes.get(id)!.endedAt! <= resumedAt, id);
		t.same(watched.nodes.get(id)!.runIds, firstRuns[id], `${id} has its run`);
	}
});
