import {existsSync} from 'node:fs';
import t from 'tap';
import {
	dispatch, getRefusal, here, startTestApi, token, waitUntilCompleted, type TestApi,
} from '../../../support/actions-api/start-test-api.js';

const getJob = async ({octokit}: TestApi, runId: number) => {
	const {data} = await octokit.rest.actions.listJobsForWorkflowRun({...here, run_id: runId});
	return data.jobs[0]!;
};

const getLogLocation = async ({api}: TestApi, jobId: number): Promise<string> => {
	const response = await fetch(`${api.apiUrl}/repos/local/local/actions/jobs/${jobId}/logs`, {
		headers: {authorization: `token ${token}`}, redirect: 'manual',
	});
	return response.headers.get('location') ?? `status ${response.status}`;
};

const getStatus = async (url: string, init?: RequestInit): Promise<number> => {
	const {status} = await fetch(url, init);
	return status;
};

await t.test('a job follows its run', async t => {
	const test = await startTestApi(t, {parallelism: 1});
	const runId = await dispatch(test);
	const waitingId = await dispatch(test);
	t.match(await getJob(test, waitingId), {status: 'queued', conclusion: null, steps: []});
	await test.clock.advance(3000);
	test.actions.finish(runId);
	await waitUntilCompleted(test, runId);
	t.match(await getJob(test, runId), {
		run_id: runId,
		run_attempt: 1,
		name: 'run_docker_image',
		status: 'completed',
		conclusion: 'success',
		started_at: '2026-03-01T12:00:00Z',
		completed_at: '2026-03-01T12:00:03Z',
		steps: [{name: 'Set up job', number: 1, status: 'completed'}, {name: 'Run Python entrypoint', number: 2, conclusion: 'success'}],
	});
	t.match(await getJob(test, waitingId), {status: 'in_progress', completed_at: null, steps: [{}, {status: 'in_progress'}]});
});

await t.test('jobs of earlier attempts are listed on demand', async t => {
	const test = await startTestApi(t);
	const runId = await dispatch(test);
	test.actions.finish(runId);
	await waitUntilCompleted(test, runId);
	await test.octokit.rest.actions.reRunWorkflow({...here, run_id: runId});
	const getAttempts = async (filter: 'latest' | 'all') => {
		const {data} = await test.octokit.rest.actions.listJobsForWorkflowRun({...here, run_id: runId, filter});
		return data.jobs.map(job => job.run_attempt);
	};

	t.same(await getAttempts('latest'), [2]);
	t.same(await getAttempts('all'), [1, 2]);
});

await t.test('what a job was given as secrets is masked in its log, but for values that may be words', async t => {
	const test = await startTestApi(t, {getEnv: () => ({LONG: 'a-declared-secret', SHORT: 'start'})});
	const runId = await dispatch(test);
	test.actions.jobs[0]?.writeLog('I know a-declared-secret\n');
	test.actions.finish(runId);
	await waitUntilCompleted(test, runId);
	const {id} = await getJob(test, runId);
	const {data} = await test.octokit.rest.actions.downloadJobLogsForWorkflowRun({...here, job_id: id});
	t.match(data, new RegExp(`Z started ${runId}\\n\\S+Z I know \\*{3}\\n`, 'u'));
});

await t.test('a log is there when its job has ended, every line with its time', async t => {
	const test = await startTestApi(t);
	const runId = await dispatch(test);
	const {id} = await getJob(test, runId);
	t.match(await getRefusal(test.octokit.rest.actions.downloadJobLogsForWorkflowRun({...here, job_id: id})), {status: 404}, 'not while it runs');
	test.actions.jobs[0]?.writeLog('one\r\ntw');
	await test.clock.advance(1234);
	test.actions.jobs[0]?.writeLog('o\n\nlast');
	test.actions.finish(runId, 3);
	await waitUntilCompleted(test, runId);
	test.actions.jobs[0]?.writeLog('too late\n');
	const {data} = await test.octokit.rest.actions.downloadJobLogsForWorkflowRun({...here, job_id: id});
	t.equal(data, [
		`2026-03-01T12:00:00.0000000Z started ${runId}`,
		'2026-03-01T12:00:00.0000000Z one',
		'2026-03-01T12:00:01.2340000Z two',
		'2026-03-01T12:00:01.2340000Z ',
		'2026-03-01T12:00:01.2340000Z last',
		'2026-03-01T12:00:01.2340000Z ##[error]Process completed with exit code 3.',
		'',
	].join('\n'));
});

await t.test('the log\'s address needs no token, is good for a minute, and only as it was given', async t => {
	const test = await startTestApi(t);
	const runId = await dispatch(test);
	test.actions.finish(runId);
	await waitUntilCompleted(test, runId);
	const {id} = await getJob(test, runId);
	const location = await getLogLocation(test, id);
	t.equal(await getStatus(location), 200);
	t.equal(await getStatus(location.replace(`jobs/${id}`, `jobs/${id + 1}`)), 403);
	t.equal(await getStatus(location.replace(/sig=.*/, 'sig=00')), 403);
	t.equal(await getStatus(location.replace(/se=\d/, 'se=9')), 403);
	t.equal(await getStatus(`${test.api.apiUrl}/_signed/user`, {headers: {authorization: `token ${token}`}}), 403);
	await test.clock.advance(60_001);
	t.equal(await getStatus(location), 403);
});

await t.test('a job that never started has no log, an unknown one neither', async t => {
	const test = await startTestApi(t, {parallelism: 1});
	await dispatch(test);
	const runId = await dispatch(test);
	await test.octokit.rest.actions.cancelWorkflowRun({...here, run_id: runId});
	const {id} = await getJob(test, runId);
	t.equal(await getLogLocation(test, id), 'status 404');
	t.equal(await getLogLocation(test, 1), 'status 404');
});

await t.test('an executor that breaks is a failed run with the reason in its log', async t => {
	const test = await startTestApi(t, {
		async runAction() {
			throw new Error('no room');
		},
	});
	const runId = await dispatch(test);
	t.match(await waitUntilCompleted(test, runId), {conclusion: 'failure'});
	const {id} = await getJob(test, runId);
	const {data} = await test.octokit.rest.actions.downloadJobLogsForWorkflowRun({...here, job_id: id});
	t.match(data, '##[error]Error: no room');
});

await t.test('a run\'s folder goes with it unless it is to be kept', async t => {
	for (const keepWorkDirs of [false, true]) {
		const test = await startTestApi(t, {keepWorkDirs});
		const runId = await dispatch(test);
		const {workDir} = test.actions.jobs[0]!;
		t.ok(existsSync(workDir));
		test.actions.finish(runId);
		await waitUntilCompleted(test, runId);
		t.equal(existsSync(workDir), keepWorkDirs);
	}
});
