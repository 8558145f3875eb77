import t from 'tap';
import {
	createInputs, dispatch, getRefusal, here, startTestApi,
} from '../../../support/actions-api/start-test-api.js';

const route = 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches';
const valid = {
	...here, workflow_id: 'flow-start.yml', ref: 'main', inputs: createInputs('start'),
};

await t.test('a dispatch answers 204 without and 200 with return_run_details', async t => {
	const {octokit, api} = await startTestApi(t);
	const plain = await octokit.request(route, valid);
	t.equal(plain.status, 204);
	t.notOk(plain.headers['content-type']);
	const detailed = await octokit.request(route, {...valid, return_run_details: true});
	t.equal(Number(detailed.status), 200);
	const details = detailed.data as unknown as {workflow_run_id: number; run_url: string; html_url: string};
	t.equal(details.run_url, `${api.apiUrl}/repos/local/local/actions/runs/${details.workflow_run_id}`);
	t.equal(details.html_url, `${api.apiUrl}/local/local/actions/runs/${details.workflow_run_id}`);
	const newer = await octokit.request(route, {...valid, headers: {'x-github-api-version': '2026-03-10'}});
	t.equal(Number(newer.status), 200, 'the newer version of the API always answers with details');
});

await t.test('a run\'s fields are GitHub\'s', async t => {
	const test = await startTestApi(t);
	const runId = await dispatch(test, 'middle', 'id-7', 3);
	const {data} = await test.octokit.rest.actions.getWorkflowRun({...here, run_id: runId});
	t.match(data, {
		id: runId,
		name: 'flow-middle',
		path: '.github/workflows/flow-middle.yml',
		display_title: 'id-7 middle(3)',
		event: 'workflow_dispatch',
		head_branch: 'main',
		run_number: 1,
		run_attempt: 1,
		status: 'in_progress',
		conclusion: null,
		created_at: '2026-03-01T12:00:00Z',
		run_started_at: '2026-03-01T12:00:00Z',
		updated_at: '2026-03-01T12:00:00Z',
		html_url: `${test.api.apiUrl}/local/local/actions/runs/${runId}`,
		repository: {full_name: 'local/local'},
		pull_requests: [],
	});
	const second = await dispatch(test, 'middle');
	t.ok(second > runId, 'ids grow');
	const secondRun = await test.octokit.rest.actions.getWorkflowRun({...here, run_id: second});
	t.equal(secondRun.data.run_number, 2);
});

const big = 'x'.repeat(65_535);
const refusals: ReadonlyArray<readonly [title: string, change: Record<string, unknown>, status: number, message: string | RegExp]> = [
	['an unknown workflow file', {workflow_id: 'flow-nope.yml'}, 404, 'Not Found'],
	['an unknown repository', {repo: 'nope'}, 404, 'Not Found'],
	['a file that another repository has', {owner: 'else', repo: 'where', workflow_id: 'flow-end.yml'}, 404, 'Not Found'],
	['no ref', {ref: undefined}, 422, /"ref" wasn't supplied/],
	['an unknown ref', {ref: 'nope'}, 422, 'No ref found for: nope'],
	['unexpected inputs', {inputs: {...createInputs('start'), MORE: '1'}}, 422, 'Unexpected inputs provided: ["MORE"]'],
	['a missing input', {inputs: {OVERWRITTEN: '{}'}}, 422, 'Required input \'PAYLOAD_URL\' not provided'],
	['an empty input', {inputs: {OVERWRITTEN: '', PAYLOAD_URL: 'x'}}, 422, 'Required input \'OVERWRITTEN\' not provided'],
	['no inputs', {inputs: undefined}, 422, 'Required input \'OVERWRITTEN\' not provided'],
	['inputs that are a list', {inputs: ['a']}, 422, /not an object/],
	['an input that is an object', {inputs: {OVERWRITTEN: {}, PAYLOAD_URL: 'x'}}, 422, /inputs.OVERWRITTEN/],
	['inputs over 65,535 characters', {inputs: {OVERWRITTEN: big, PAYLOAD_URL: 'x'}}, 422, 'inputs are too large.'],
	['a key that is not permitted', {surprise: 1}, 422, /"surprise" is not a permitted key/],
];

for (const [title, change, status, message] of refusals) {
	await t.test(`a dispatch with ${title} is refused with ${status}`, async t => {
		const {octokit, actions} = await startTestApi(t);
		t.match(await getRefusal(octokit.request(route, {...valid, ...change})), {status, message});
		t.equal(actions.jobs.length, 0);
		const {data} = await octokit.rest.actions.listWorkflowRunsForRepo(here);
		t.equal(data.total_count, 0);
	});
}

await t.test('inputs of exactly 65,535 characters, branches and ids of workflows are taken', async t => {
	const {octokit} = await startTestApi(t);
	await octokit.request(route, {...valid, inputs: {OVERWRITTEN: big.slice(1), PAYLOAD_URL: 'x'}});
	await octokit.request(route, {...valid, ref: 'dev'});
	await octokit.request(route, {...valid, ref: 'refs/heads/dev', workflow_id: 1});
	const {data} = await octokit.rest.actions.listWorkflowRunsForRepo(here);
	t.same(data.workflow_runs.map(run => [run.head_branch, run.display_title]), [
		['dev', 'id-1 start'],
		['dev', 'id-1 start'],
		['main', 'flow-start'],
	]);
});

await t.test('a server without return_run_details refuses it and starts nothing', async t => {
	const {octokit, actions} = await startTestApi(t, {hasRunDetails: false});
	t.match(await getRefusal(octokit.request(route, {...valid, return_run_details: true})), {status: 422, message: /return_run_details/});
	t.equal(actions.jobs.length, 0);
	const accepted = await octokit.request(route, valid);
	t.equal(accepted.status, 204);
});
