import t from 'tap';
import {createGithubActionsPlatform} from '../../../source/clouds/github/create-github-actions-platform.js';
import {
	dispatch, here, otherRepository, payloadUrl, repository, startTestApi, token, waitUntilCompleted,
} from '../../support/actions-api/start-test-api.js';
import {type GithubApiOptions} from '../../support/github/start-github-api.js';
import {document, invocation} from '../../support/github-actions/document.js';
import {endRun, gh} from '../../support/run-id.js';
import {getOwnId} from '../../../source/core/run/run-id.js';
import {getGithubNumber} from '../../../source/clouds/github/github-run-id.js';

type Test = Parameters<typeof startTestApi>[0];

/** A platform over an Actions API that runs nothing by itself. */
const startPlatform = async (t: Test, options: Partial<GithubApiOptions> = {}) => {
	const test = await startTestApi(t, {
		repositories: [repository, {...otherRepository, workflows: repository.workflows.slice(2)}], ...options,
	});
	const lines: string[] = [];
	const platform = createGithubActionsPlatform({
		document,
		payloadUrl,
		token,
		apiUrl: test.api.apiUrl,
		clock: test.clock,
		secrets: {GH_PAT: 'pat', S3_AccessKey: 'access', S3_SecretKey: 'secret'},
		async fetch(input, init) {
			lines.push(`${init?.method ?? 'GET'} ${new Request(input).url}`);
			return fetch(input, init);
		},
	});
	return {...test, platform, lines};
};

await t.test('a dispatch gives the run\'s id and sends FaaSr\'s fields and nothing else', async t => {
	const {platform, actions, octokit} = await startPlatform(t);
	const {runId = gh(0), url} = await platform.dispatch({action: 'start', rank: 2, invocation});
	t.match(url, new RegExp(`/local/local/actions/runs/${getOwnId(runId)}$`, 'u'), 'and its page');
	t.same(JSON.parse(actions.jobs[0]?.overwritten ?? ''), {
		FunctionInvoke: 'start', InvocationID: 'id-1', InvocationTimestamp: '2026-03-01T12-00-00', FunctionRank: 2,
	});
	t.equal(actions.jobs[0]?.payloadUrl, payloadUrl);
	const {data} = await octokit.rest.actions.getWorkflowRun({...here, run_id: getGithubNumber(runId)});
	t.match(data, {display_title: 'id-1 start(2)', head_branch: 'main'});
});

await t.test('a server that does not know return_run_details is asked once more without it', async t => {
	const {platform, actions, lines} = await startPlatform(t, {hasRunDetails: false});
	t.same(await platform.dispatch({action: 'start', invocation}), {});
	t.equal(actions.jobs.length, 1);
	t.equal(lines.length, 2);
});

await t.test('servers and stores travel with their secrets to a server without a secret store', async t => {
	const {platform, actions} = await startPlatform(t);
	await platform.dispatch({action: 'end', invocation});
	t.same(JSON.parse(actions.jobs[0]?.overwritten ?? ''), {
		FunctionInvoke: 'end',
		InvocationID: 'id-1',
		InvocationTimestamp: '2026-03-01T12-00-00',
		ComputeServers: {...document.ComputeServers, GH: {...document.ComputeServers['GH'], Token: 'pat'}},
		DataStores: {S3: {...document.DataStores['S3'], AccessKey: 'access', SecretKey: 'secret'}},
	});
});

await t.test('runs of all repositories come with action, rank and state, newest first', async t => {
	const test = await startPlatform(t);
	const since = test.clock.now();
	const {runId: first = gh(0)} = await test.platform.dispatch({action: 'start', invocation});
	const {runId: second = gh(0)} = await test.platform.dispatch({action: 'middle', rank: 3, invocation});
	const {runId: third = gh(0)} = await test.platform.dispatch({action: 'end', invocation});
	test.actions.finish(getGithubNumber(second), 1);
	await waitUntilCompleted(test, getGithubNumber(second));
	const createdAt = since;
	t.same(await test.platform.listRuns({invocation, since}), [
		{
			id: third, action: 'end', status: 'in_progress', createdAt, url: `${test.api.apiUrl}/else/where/actions/runs/${getOwnId(third)}`, attempt: 1,
		},
		{
			id: second, action: 'middle', rank: 3, ...endRun('failure'), createdAt, endedAt: createdAt, url: `${test.api.apiUrl}/local/local/actions/runs/${getOwnId(second)}`, attempt: 1,
		},
		{
			id: first, action: 'start', status: 'in_progress', createdAt, url: `${test.api.apiUrl}/local/local/actions/runs/${getOwnId(first)}`, attempt: 1,
		},
	]);
});

await t.test('nothing new is undefined and free, also on later pages', async t => {
	const test = await startPlatform(t);
	const since = test.clock.now();
	const ids: number[] = [];
	for (let count = 0; count < 120; count++) {
		ids.push(await dispatch(test, 'start'));
	}

	const query = {invocation, since};
	const listed = await test.platform.listRuns(query);
	t.equal(listed?.length, 120);
	const {data: before} = await test.octokit.rest.rateLimit.get();
	t.equal(await test.platform.listRuns(query), undefined);
	t.equal(await test.platform.listRuns(query), undefined);
	const {data: after} = await test.octokit.rest.rateLimit.get();
	t.equal(after.rate.used, before.rate.used);
	// The oldest run is on the second page: the first one does not change.
	test.actions.finish(ids[0]!);
	await waitUntilCompleted(test, ids[0]!);
	const changed = await test.platform.listRuns(query);
	t.equal(changed?.find(run => run.id === gh(ids[0]!))?.status, 'completed');
});

await t.test('a repository that the token may not see is said, and does not hide the runs of the others', async t => {
	const test = await startPlatform(t, {repositories: [repository]});
	const query = {invocation, since: test.clock.now()};
	await dispatch(test);
	const partial = {message: /no repository else\/where/, code: 'unreachable', runs: [{action: 'start'}]};
	await t.rejects(test.platform.listRuns(query), partial);
	await t.rejects(test.platform.listRuns(query), partial, 'nothing new is no reason to leave them out');
	const {data: before} = await test.octokit.rest.rateLimit.get();
	await t.rejects(test.platform.listRuns(query), partial);
	const {data: after} = await test.octokit.rest.rateLimit.get();
	t.equal(after.rate.used - before.rate.used, 1, 'what could be listed is free');
	const controller = new AbortController();
	const listing = test.platform.listRuns(query, {signal: controller.signal});
	controller.abort(new Error('the user quit'));
	await t.rejects(listing, {message: 'the user quit', runs: undefined});
	await test.api.close();
	await t.rejects(test.platform.listRuns(query), {code: 'unreachable', runs: undefined}, 'without any list there is nothing to tell');
});

await t.test('a list that was aborted half-way is not taken for seen', async t => {
	const test = await startPlatform(t);
	const since = test.clock.now();
	await dispatch(test);
	const query = {invocation, since};
	await test.platform.listRuns(query);
	await dispatch(test);
	const controller = new AbortController();
	const listing = test.platform.listRuns(query, {signal: controller.signal});
	controller.abort(new Error('the user quit'));
	await t.rejects(listing, {message: 'the user quit'});
	t.equal((await test.platform.listRuns(query))?.length, 2);
});

await t.test('two invocations at once are kept apart', async t => {
	const test = await startPlatform(t);
	const since = test.clock.now();
	const other = {...invocation, id: 'id-10'};
	await Promise.all(['start', 'middle', 'start'].map(async action => test.platform.dispatch({action, invocation})));
	await test.platform.dispatch({action: 'start', invocation: other});
	const mine = await test.platform.listRuns({invocation, since});
	t.same(mine?.map(run => run.action).sort(), ['middle', 'start', 'start']);
	const others = await test.platform.listRuns({invocation: other, since});
	t.same(others?.map(run => run.action), ['start'], 'although the page is the same as a moment ago');
});

await t.test('a run without an id in its title counts from the start of the invocation on', async t => {
	const test = await startPlatform(t);
	const start = async () => {
		await test.octokit.rest.actions.createWorkflowDispatch({
			...here, workflow_id: 'flow-start.yml', ref: 'main', inputs: {OVERWRITTEN: '{"FunctionInvoke":"start"}', PAYLOAD_URL: payloadUrl},
		});
	};

	await start();
	await test.clock.advance(3000);
	const since = test.clock.now() + 400;
	await start();
	const runs = await test.platform.listRuns({invocation, since});
	t.same(runs?.map(run => run.createdAt), [since - 400], 'created in the same second: GitHub has no finer times');
});

await t.test('runs up to a time are asked for with it', async t => {
	const test = await startPlatform(t);
	const since = test.clock.now();
	await test.platform.dispatch({action: 'start', invocation});
	await test.clock.advance(60_000);
	await test.platform.dispatch({action: 'middle', invocation});
	const list = async (until?: number) => (await test.platform.listRuns({invocation, since, ...(until !== undefined && {until}), isComplete: true}))?.map(({action}) => action);
	t.same(await list(), ['middle', 'start']);
	t.same(await list(since + 30_000), ['start']);
	const utc = (at: number): string => encodeURIComponent(`${new Date(at).toISOString().slice(0, 19)}Z`);
	t.match(test.lines.at(-1), `created=${utc(since - 5000)}..${utc(since + 35_000)}`);
});

await t.test('what has begun is listed whoever\'s it is, with the id that its title names', async t => {
	const test = await startPlatform(t);
	const since = test.clock.now();
	const {runId: mine} = await test.platform.dispatch({action: 'start', invocation});
	await test.platform.dispatch({action: 'middle', invocation});
	const {runId: other} = await test.platform.dispatch({action: 'start', invocation: {...invocation, id: 'id-2'}});
	await test.octokit.rest.actions.createWorkflowDispatch({...here, workflow_id: 'flow-start.yml', ref: 'main', inputs: {OVERWRITTEN: '{"FunctionInvoke":"start"}', PAYLOAD_URL: payloadUrl}});
	const begun = await test.platform.listBegun?.({since}) ?? [];
	t.match(begun, [{status: 'in_progress', createdAt: since}, {runId: other, invocationId: 'id-2'}, {runId: mine, invocationId: 'id-1', url: new RegExp(`/runs/${getOwnId(mine!)}$`, 'u')}]);
	t.equal(begun[0]?.invocationId, undefined);
	t.equal(begun.length, 3);
});

await t.test('a dispatched run appears when GitHub\'s list has it', async t => {
	const test = await startPlatform(t, {listDelayMs: 5000});
	const query = {invocation, since: test.clock.now()};
	const {runId} = await test.platform.dispatch({action: 'start', invocation});
	t.same(await test.platform.listRuns(query), []);
	t.equal(await test.platform.listRuns(query), undefined);
	await test.clock.advance(5000);
	t.match(await test.platform.listRuns(query), [{id: runId}]);
});

await t.test('a run is cancelled, by force when asked, in the repository it is in, and an ended one is no error', async t => {
	const test = await startPlatform(t);
	const {runId: first = gh(0)} = await test.platform.dispatch({action: 'start', invocation});
	const {runId: second = gh(0)} = await test.platform.dispatch({action: 'end', invocation});
	await test.platform.cancel(first);
	await test.platform.cancel(second, {force: true});
	t.same(test.actions.jobs.map(job => (job.signal.reason as Error).name), ['Cancel', 'ForceCancel']);
	await waitUntilCompleted(test, getGithubNumber(first));
	await test.platform.cancel(first);
	await t.rejects(test.platform.cancel(gh(1)), {code: 'unreachable', message: /cancel run 1 of local\/local/});
});

await t.test('a run\'s log comes without GitHub\'s times, and only once the run has ended', async t => {
	const test = await startPlatform(t);
	const {runId = gh(0)} = await test.platform.dispatch({action: 'start', invocation});
	t.equal(await test.platform.readRunLog(runId), undefined);
	test.actions.jobs[0]?.writeLog('2026-03-01 is text of the function\n\nlast\n');
	test.actions.finish(getGithubNumber(runId));
	await waitUntilCompleted(test, getGithubNumber(runId));
	t.equal(await test.platform.readRunLog(runId), `started ${getOwnId(runId)}\n2026-03-01 is text of the function\n\nlast\n`);
	t.equal(await test.platform.readRunLog(gh(1)), undefined, 'nor has a run that is not there');
});

await t.test('a workflow file or branch that is not there is named, with the way to register it', async t => {
	const test = await startPlatform(t, {repositories: [{...repository, workflows: []}]});
	await t.rejects(test.platform.dispatch({action: 'start', invocation}), {
		name: 'FaasrTuiError', code: 'unreachable', message: /flow-start\.yml on branch main of local\/local/, hint: /register/,
	});
	const branchless = await startPlatform(t, {repositories: [{...repository, branches: []}]});
	await t.rejects(branchless.platform.dispatch({action: 'start', invocation}), {code: 'unreachable', message: /No ref found for: main/});
});

const undispatchable: ReadonlyArray<readonly [action: string, code: string, message: RegExp]> = [
	['far', 'usage', /its server AWS is of type Lambda, and only GitHubActions is supported/],
	['nowhere', 'document-invalid', /its server Half names no UserName or no ActionRepoName/],
	['unknown', 'document-invalid', /the document gives it no compute server/],
];

for (const [action, code, message] of undispatchable) {
	await t.test(`the action ${action} is refused before anything is sent`, async t => {
		const {platform, lines} = await startPlatform(t);
		await t.rejects(platform.dispatch({action, invocation}), {code, message});
		t.same(lines, []);
	});
}

await t.test('inputs over GitHub\'s limit are refused before anything is sent', async t => {
	const {platform, lines} = await startPlatform(t);
	await t.rejects(platform.dispatch({action: 'start', invocation: {...invocation, id: 'x'.repeat(65_536)}}), {
		code: 'document-invalid', message: /65,?535/,
	});
	t.same(lines, []);
});

await t.test('the label names the entry\'s repository and branch unless another is given', async t => {
	const options = {
		document, payloadUrl, token, clock: {now: () => 0, async sleep() {}}, // eslint-disable-line @typescript-eslint/no-empty-function
	};
	t.equal(createGithubActionsPlatform(options).label, 'GitHub Actions local/local@main');
	const local = createGithubActionsPlatform({...options, label: 'local cloud', pollIntervalMs: 500});
	t.match(local, {label: 'local cloud', pollIntervalMs: 500});
});
