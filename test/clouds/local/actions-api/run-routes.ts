import t from 'tap';
import {
	dispatch, getRefusal, here, startTestApi, waitUntilCompleted, type TestApi,
} from '../../../support/actions-api/start-test-api.js';

const list = async ({octokit}: TestApi, query: Record<string, unknown> = {}): Promise<readonly number[]> => {
	const {data} = await octokit.rest.actions.listWorkflowRunsForRepo({...here, ...query});
	return data.workflow_runs.map(run => run.id);
};

const getState = async ({octokit}: TestApi, runId: number) => {
	const {data} = await octokit.rest.actions.getWorkflowRun({...here, run_id: runId});
	return [data.status, data.conclusion];
};

const getStatus = async (request: Promise<{status: number}>): Promise<number> => {
	const {status} = await request;
	return status;
};

await t.test('lists have the newest run first and answer the filters of GitHub', async t => {
	const test = await startTestApi(t);
	const first = await dispatch(test);
	await test.clock.advance(60_000);
	const second = await dispatch(test, 'middle');
	test.actions.finish(second, 1);
	await waitUntilCompleted(test, second);
	const third = await dispatch(test);
	const table: ReadonlyArray<readonly [Record<string, unknown>, readonly number[]]> = [
		[{}, [third, second, first]],
		[{event: 'workflow_dispatch'}, [third, second, first]],
		[{event: 'push'}, []],
		[{status: 'in_progress'}, [third, first]],
		[{status: 'failure'}, [second]],
		[{status: 'success'}, []],
		[{branch: 'main'}, [third, second, first]],
		[{branch: 'dev'}, []],
		[{actor: 'Local'}, [third, second, first]],
		[{created: '>=2026-03-01T12:00:30Z'}, [third, second]],
		[{created: '<2026-03-01T12:00:30Z'}, [first]],
		[{per_page: 1}, [third]],
		[{per_page: 1, page: 3}, [first]],
		[{per_page: 1, page: 4}, []],
		[{per_page: 'many', page: -1}, [third, second, first]],
	];
	for (const [query, expected] of table) {
		t.same(await list(test, query), expected, JSON.stringify(query));
	}

	const {data} = await test.octokit.rest.actions.listWorkflowRuns({...here, workflow_id: 'flow-start.yml'});
	t.same(data.workflow_runs.map(run => run.id), [third, first], 'a workflow file\'s own list');
	t.match(await getRefusal(list(test, {created: '>=yesterday'})), {status: 422, message: 'Invalid date: yesterday'});
});

await t.test('Octokit walks over the pages by the Link header', async t => {
	const test = await startTestApi(t);
	const ids: number[] = [];
	for (let count = 0; count < 5; count++) {
		ids.unshift(await dispatch(test));
	}

	const runs = await test.octokit.paginate(test.octokit.rest.actions.listWorkflowRunsForRepo, {...here, per_page: 2});
	t.same(runs.map(run => run.id), ids);
	const {headers} = await test.octokit.rest.actions.listWorkflowRunsForRepo({...here, per_page: 2, page: 2});
	t.match(headers.link, /page=1>; rel="prev".*page=3>; rel="next".*page=3>; rel="last".*page=1>; rel="first"/);
});

await t.test('an unchanged list is a 304 that costs nothing, a changed one is not', async t => {
	const test = await startTestApi(t);
	const runId = await dispatch(test);
	const ask = async (etag?: string) => test.octokit.rest.actions.listWorkflowRunsForRepo({
		...here, headers: etag === undefined ? {} : {'if-none-match': etag},
	});
	const first = await ask();
	t.match(await getRefusal(ask(first.headers.etag)), {status: 304});
	t.match(await getRefusal(ask(`"other", ${first.headers.etag}`)), {status: 304});
	const second = await ask('"other"');
	t.equal(Number(second.headers['x-ratelimit-used']), Number(first.headers['x-ratelimit-used']) + 1, 'two answers 304 were free');
	test.actions.finish(runId);
	await waitUntilCompleted(test, runId);
	const changed = await ask(first.headers.etag);
	t.equal(changed.status, 200);
	t.not(changed.headers.etag, first.headers.etag);
});

await t.test('a dispatched run appears late in lists when asked to, as on GitHub', async t => {
	const test = await startTestApi(t, {listDelayMs: 5000});
	const runId = await dispatch(test);
	t.same(await list(test), []);
	t.same(await getState(test, runId), ['in_progress', null], 'but can be asked for by its id');
	await test.clock.advance(5000);
	t.same(await list(test), [runId]);
});

await t.test('no more runs than the limit execute at once, first come first served', async t => {
	const test = await startTestApi(t, {parallelism: 2});
	const ids: number[] = [];
	for (let count = 0; count < 6; count++) {
		ids.push(await dispatch(test));
	}

	t.same([...test.actions.running], ids.slice(0, 2));
	t.same(await getState(test, ids[2]!), ['queued', null]);
	for (const [index, id] of ids.entries()) {
		await test.actions.waitForJobs(Math.min(index + 2, ids.length));
		test.actions.finish(id);
		t.match(await waitUntilCompleted(test, id), {conclusion: 'success'});
	}

	t.equal(test.actions.getPeak(), 2);
	t.same(test.actions.jobs.map(job => job.runId), ids);
});

await t.test('a queued run is cancelled at once and never starts', async t => {
	const test = await startTestApi(t, {parallelism: 1});
	const first = await dispatch(test);
	const second = await dispatch(test);
	t.equal(await getStatus(test.octokit.rest.actions.cancelWorkflowRun({...here, run_id: second})), 202);
	t.same(await getState(test, second), ['completed', 'cancelled']);
	test.actions.finish(first);
	await waitUntilCompleted(test, first);
	t.same(test.actions.jobs.map(job => job.runId), [first]);
});

await t.test('a running run is told to stop and is cancelled when it has', async t => {
	const {createGatedActions} = await import('../../../support/actions-api/gated-actions.js');
	const actions = createGatedActions({ignoresCancel: true});
	const test = await startTestApi(t, {runAction: actions.runAction});
	const runId = await dispatch(test);
	await test.octokit.rest.actions.cancelWorkflowRun({...here, run_id: runId});
	t.equal((actions.jobs[0]?.signal.reason as Error).name, 'Cancel');
	t.same(await getState(test, runId), ['in_progress', null], 'as long as its process lives');
	actions.finish(runId, 0);
	t.match(await waitUntilCompleted(test, runId), {conclusion: 'cancelled'});
});

await t.test('force-cancel says so to the executor', async t => {
	const test = await startTestApi(t);
	const runId = await dispatch(test);
	t.equal(await getStatus(test.octokit.rest.actions.forceCancelWorkflowRun({...here, run_id: runId})), 202);
	t.equal((test.actions.jobs[0]?.signal.reason as Error).name, 'ForceCancel');
	t.match(await waitUntilCompleted(test, runId), {conclusion: 'cancelled'});
});

await t.test('what has ended cannot be cancelled, what runs cannot be re-run, what is not there is not found', async t => {
	const test = await startTestApi(t);
	const runId = await dispatch(test);
	t.match(await getRefusal(test.octokit.rest.actions.reRunWorkflow({...here, run_id: runId})), {status: 403, message: 'This workflow is already running'});
	test.actions.finish(runId);
	await waitUntilCompleted(test, runId);
	t.match(await getRefusal(test.octokit.rest.actions.cancelWorkflowRun({...here, run_id: runId})), {status: 409});
	t.match(await getRefusal(test.octokit.rest.actions.forceCancelWorkflowRun({...here, run_id: runId})), {status: 409});
	t.match(await getRefusal(test.octokit.rest.actions.getWorkflowRun({...here, run_id: 1})), {status: 404});
	t.match(await getRefusal(test.octokit.rest.actions.getWorkflowRun({owner: 'else', repo: 'where', run_id: runId})), {status: 404}, 'in another repository');
});

await t.test('a re-run is a new attempt of the same run with the same inputs', async t => {
	const test = await startTestApi(t);
	const runId = await dispatch(test);
	test.actions.finish(runId, 1);
	t.match(await waitUntilCompleted(test, runId), {conclusion: 'failure', run_attempt: 1});
	await test.clock.advance(5000);
	t.equal(await getStatus(test.octokit.rest.actions.reRunWorkflow({...here, run_id: runId})), 201);
	const {data} = await test.octokit.rest.actions.getWorkflowRun({...here, run_id: runId});
	t.match(data, {
		run_attempt: 2, status: 'in_progress', conclusion: null, created_at: '2026-03-01T12:00:00Z', run_started_at: '2026-03-01T12:00:05Z',
	});
	t.equal(test.actions.jobs[1]?.overwritten, test.actions.jobs[0]?.overwritten);
	t.not(test.actions.jobs[1]?.workDir, test.actions.jobs[0]?.workDir);
	test.actions.finish(runId);
	t.match(await waitUntilCompleted(test, runId), {conclusion: 'success', run_attempt: 2});
});

await t.test('a run that a fault ends never reaches the executor', async t => {
	const test = await startTestApi(t, {
		endRun: run => run.action === 'middle' && run.attempt === 1
			? {conclusion: 'failure', logText: 'Error: Docker pull failed with exit code 1\n'}
			: undefined,
	});
	const runId = await dispatch(test, 'middle');
	t.match(await waitUntilCompleted(test, runId), {conclusion: 'failure'});
	t.equal(test.actions.jobs.length, 0);
	const {data} = await test.octokit.rest.actions.listJobsForWorkflowRun({...here, run_id: runId});
	t.match(data.jobs[0]?.steps?.find(step => step.conclusion === 'failure'), {name: 'Initialize containers'});
	const log = await test.octokit.rest.actions.downloadJobLogsForWorkflowRun({...here, job_id: data.jobs[0]!.id});
	t.match(log.data, 'Docker pull failed');
	await test.octokit.rest.actions.reRunWorkflow({...here, run_id: runId});
	t.equal(test.actions.jobs.length, 1, 'the second attempt is luckier');
});
