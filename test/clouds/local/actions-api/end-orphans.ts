import fs from 'node:fs';
import {join} from 'node:path';
import t, {type Test} from 'tap';
import {
	dispatch, here, startTestApi, waitUntilCompleted, type TestApi,
} from '../../../support/actions-api/start-test-api.js';

const start = async (t: Test, folder: string): Promise<TestApi> => startTestApi(t, {
	dataDir: fs.mkdtempSync(join(folder, 'actions-')), journalFile: join(folder, 'runs.jsonl'), parallelism: 1,
});

const getRun = async ({octokit}: TestApi, runId: number) => {
	const {data} = await octokit.rest.actions.getWorkflowRun({...here, run_id: runId});
	return data;
};

const readLog = async ({octokit}: TestApi, runId: number): Promise<string> => {
	const {data: {jobs: [job]}} = await octokit.rest.actions.listJobsForWorkflowRun({...here, run_id: runId});
	const {data} = await octokit.rest.actions.downloadJobLogsForWorkflowRun({...here, job_id: job!.id});
	return data as string;
};

/** An API with a run that has ended, one that is running and one that waits, and its folder as a kill would leave it. */
const leaveOrphans = async (t: Test) => {
	const folder = t.testdir({first: {}});
	const test = await start(t, join(folder, 'first'));
	const ended = await dispatch(test);
	test.actions.finish(ended);
	await waitUntilCompleted(test, ended);
	const running = await dispatch(test);
	const waiting = await dispatch(test);
	await test.actions.waitForJobs(2);
	fs.cpSync(join(folder, 'first'), join(folder, 'second'), {recursive: true});
	return {folder: join(folder, 'second'), ended, running, waiting};
};

t.test('what a killed API left behind has ended: what ran has failed and its log says why, what waited was cancelled', async t => {
	const {folder, ended, running, waiting} = await leaveOrphans(t);
	const test = await start(t, folder);
	t.match(await getRun(test, ended), {status: 'completed', conclusion: 'success'});
	t.match(await getRun(test, running), {status: 'completed', conclusion: 'failure'});
	t.match(await getRun(test, waiting), {status: 'completed', conclusion: 'cancelled'});
	t.match(await readLog(test, running), /^\S+Z started \d+\n\S+Z ##\[error\]The local cloud ended before this run did\.\n$/u);
	t.notMatch(await readLog(test, ended), '##[error]');
	t.same(test.actions.jobs, [], 'nothing is started again');
});

t.test('they are listed and counted with what comes later, and can be run again', async t => {
	const {folder, ended, running, waiting} = await leaveOrphans(t);
	const test = await start(t, folder);
	const later = await dispatch(test);
	const {data} = await test.octokit.rest.actions.listWorkflowRuns({...here, workflow_id: 'flow-start.yml'});
	t.same(data.workflow_runs.map(({id, run_number: number}) => [id, number]), [[later, 4], [waiting, 3], [running, 2], [ended, 1]]);
	test.actions.finish(later);
	await test.octokit.rest.actions.reRunWorkflow({...here, run_id: running});
	await test.actions.waitForJobs(2);
	t.match(test.actions.jobs.map(({runId, overwritten}) => ({runId, overwritten})), [{runId: later}, {runId: running, overwritten: /"FunctionInvoke":"start"/u}]);
});

t.test('they end once, and also when their log is gone', async t => {
	const {folder, running} = await leaveOrphans(t);
	const lost = join(folder, '../lost');
	fs.cpSync(folder, lost, {recursive: true});
	for (const name of fs.readdirSync(lost).filter(each => each.startsWith('actions-'))) {
		fs.rmSync(join(lost, name), {recursive: true});
	}

	t.match(await getRun(await start(t, lost), running), {status: 'completed', conclusion: 'failure'});
	const test = await start(t, folder);
	const log = await readLog(test, running);
	await test.api.close();
	t.equal(await readLog(await start(t, folder), running), log);
});
