import fs from 'node:fs';
import path from 'node:path';
import t, {type Test} from 'tap';
import {systemClock} from '../../../../source/ports/clock/system-clock.js';
import {type InvokeNextEntry} from '../../../../source/core/workflow/document.js';
import {parseWorkflow} from '../../../../source/core/workflow/parse-workflow.js';
import {startLocalCloud} from '../../../../source/clouds/local/start-local-cloud.js';
import {WorkflowRunner} from '../../../../source/run/runner/workflow-runner.js';
import {withFaults} from '../../../support/github/start-github-api.js';
import {makeFolder} from '../../../support/make-folder.js';
import {writeFlakyWorkflow} from '../../../support/resume/flaky-workflow.js';
import {refuseDispatches} from '../../../support/resume/refuse-dispatches.js';

// Real Python processes behind real HTTP.
t.setTimeout(120_000);

/** A workflow on a local cloud whose API refuses one dispatch of each action named, and runners that watch it. */
const start = async (t: Test, edges: Readonly<Record<string, readonly InvokeNextEntry[]>>, refused: readonly string[]) => {
	const folder = makeFolder(t);
	const {file} = writeFlakyWorkflow(folder, edges, []);
	const {workflow} = parseWorkflow(fs.readFileSync(file, 'utf8'));
	const {faults, dispatched} = refuseDispatches(refused);
	const cloud = await startLocalCloud({
		workflow: workflow!, documentDir: folder, functionsDir: path.join(folder, 'functions'), dataDir: path.join(folder, 'data'), clock: systemClock, startApi: withFaults(faults),
	});
	t.teardown(cloud.close);
	const open = (): WorkflowRunner => {
		const runner = new WorkflowRunner({workflowFile: file, cloud, checkInterval: 0.2, timeout: 60});
		t.teardown(async () => runner.cleanup());
		return runner;
	};

	return {runner: open(), open, dispatched};
};

for (const [title, edges, refused, dispatches, before] of [
	['an entry action', {a: ['b', 'c', 'd'], b: ['e'], c: ['e'], d: ['e'], e: []}, ['c'], ['c', 'd'], {a: 'FAILED', b: 'COMPLETED', c: 'SKIPPED', d: 'SKIPPED', e: 'SKIPPED'}],
	['a join', {a: ['b', 'c'], b: ['j'], c: ['j'], j: ['l', 'r'], l: [], r: []}, ['r'], ['r'], {j: 'FAILED', l: 'COMPLETED', r: 'SKIPPED'}],
] as const) {
	t.test(`${title} that was refused a dispatch: what it missed is dispatched once, and nothing else`, async t => {
		const {runner, open, dispatched} = await start(t, edges, refused);
		await runner.triggerWorkflow();
		t.equal((await runner.result()).outcome, 'FAILED');
		t.match(runner.getFunctionStatuses(), before);
		const made = dispatched.length;
		const plan = await runner.resume({kind: 'failed'});
		t.same(plan.dispatches.map(({node}) => node), dispatches);
		t.equal((await runner.result()).outcome, 'COMPLETED');
		t.same(dispatched.slice(made).filter(action => action !== 'e'), dispatches);
		t.same(new Set(Object.values(runner.getFunctionStatuses())), new Set(['COMPLETED']));
		const later = open();
		await later.attach({invocationId: '@latest'});
		t.same(later.getFunctionStatuses(), runner.getFunctionStatuses(), 'and whoever looks later sees the same');
	});
}
