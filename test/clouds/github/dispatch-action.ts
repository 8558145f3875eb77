import t from 'tap';
import {systemClock} from '../../../source/ports/clock/system-clock.js';
import {getGithubNumber} from '../../../source/clouds/github/github-run-id.js';
import {createGithubActionsPlatform} from '../../../source/clouds/github/create-github-actions-platform.js';
import {type Clock} from '../../../source/ports/clock.js';
import {here, payloadUrl, startTestApi, token} from '../../support/actions-api/start-test-api.js';
import {document, invocation} from '../../support/github-actions/document.js';
import {lostAnswers} from '../../faults/proxy/faults.js';
import {startFaultProxy} from '../../faults/proxy/start-fault-proxy.js';
import {type ScriptedAnswer, startScriptedServer} from '../../support/github-actions/start-scripted-server.js';

/** A clock that notes the waits between looks instead of waiting; time-outs of requests stay as they are. */
const createImpatientClock = (now = systemClock.now) => {
	const waits: number[] = [];
	const clock: Clock = {
		now,
		async sleep(ms, options) {
			if (ms >= 30_000) {
				return systemClock.sleep(ms, options);
			}

			options?.signal?.throwIfAborted();
			waits.push(ms);
		},
	};
	return {clock, waits};
};

const createPlatform = (apiUrl: string, clock: Clock) => createGithubActionsPlatform({document, payloadUrl, token, apiUrl, clock});

const isDispatch = (line: string): boolean => line.startsWith('POST') && line.endsWith('/dispatches');

for (const [loss, fault] of lostAnswers) {
	t.test(`a dispatch whose answer is lost (${loss}) is found by its title and not sent again`, async t => {
		const test = await startTestApi(t);
		const proxy = await startFaultProxy(t, test.api.apiUrl);
		const lost = proxy.inject(fault, {match: ({method, url}) => isDispatch(`${method} ${url}`)});
		const platform = createPlatform(proxy.url, createImpatientClock(test.clock.now).clock);
		const {runId} = await platform.dispatch({action: 'start', rank: 2, invocation});
		const {data} = await test.octokit.rest.actions.listWorkflowRunsForRepo(here);
		t.same(data.workflow_runs.map(run => [run.id, run.display_title]), [[getGithubNumber(runId!), 'id-1 start(2)']]);
		t.equal(lost.getCount(), 1);
	});
}

const renderRun = (id: number, title: string, createdAt = systemClock.now()) => ({
	id, display_title: title, created_at: new Date(createdAt).toISOString(), html_url: `https://github.com/local/local/actions/runs/${id}`, path: '.github/workflows/flow-start.yml',
});

const page = (...runs: readonly unknown[]): ScriptedAnswer => ({status: 200, body: {total_count: runs.length, workflow_runs: runs}});

t.test('a run that GitHub\'s list shows late is waited for', async t => {
	let looks = 0;
	const server = await startScriptedServer(t, ({line}) => {
		if (isDispatch(line)) {
			return {status: 500};
		}

		looks++;
		return looks < 4 ? page() : page(renderRun(7, 'id-1 start'));
	});
	const {clock, waits} = createImpatientClock();
	t.same(await createPlatform(server.url, clock).dispatch({action: 'start', invocation}), {runId: 'gh:7', url: 'https://github.com/local/local/actions/runs/7'});
	t.equal(waits.length, 4);
});

type Absence = readonly [title: string, answer: () => ScriptedAnswer, message: RegExp, hint: RegExp];

const absences: readonly Absence[] = [
	['nothing is listed', () => page(), /GitHub failed to start flow-start\.yml .*502.*, and no run of it appeared within half a minute; it was sent only once\.$/u, /Actions page of local\/local/u],
	['only another rank and other invocations are listed', () => page(renderRun(1, 'id-1 start(2)'), renderRun(2, 'id-10 start')), /no run of it appeared/u, /Actions page/u],
	['only an older run of the same invocation is listed', () => page(renderRun(1, 'id-1 start', systemClock.now() - 60_000)), /no run of it appeared/u, /Actions page/u],
	['a run is listed that does not say whose it is', () => page(renderRun(3, 'flow-start')), /no run of it appeared/u, /https:\/\/github\.com\/local\/local\/actions\/runs\/3/u],
	['the search fails, too', () => ({status: 503}), /GitHub did not answer whether it started anyway/u, /Actions page/u],
];

for (const [title, answer, message, hint] of absences) {
	t.test(`when ${title}, the failed dispatch is reported once and not repeated`, async t => {
		const server = await startScriptedServer(t, ({line}) => isDispatch(line) ? {status: 502, body: {message: 'Bad Gateway'}} : answer());
		const {clock, waits} = createImpatientClock();
		await t.rejects(createPlatform(server.url, clock).dispatch({action: 'start', invocation}), {code: 'unreachable', message, hint});
		t.equal(server.requests.filter(({line}) => isDispatch(line)).length, 1);
		t.ok(waits.reduce((sum, ms) => sum + ms, 0) <= 30_000, 'half a minute at most');
	});
}

t.test('the search ends when the user gives up', async t => {
	const controller = new AbortController();
	const server = await startScriptedServer(t, ({line}) => {
		if (!isDispatch(line)) {
			controller.abort(new Error('the user quit'));
		}

		return isDispatch(line) ? {status: 502} : page();
	});
	const {clock} = createImpatientClock();
	await t.rejects(createPlatform(server.url, clock).dispatch({action: 'start', invocation}, {signal: controller.signal}), {message: 'the user quit'});
	t.equal(server.requests.length, 2);
});

type Refusal = readonly [title: string, answer: ScriptedAnswer, code: string, message: RegExp];

const resetAt = 1_772_366_400;
const refusals: readonly Refusal[] = [
	['401', {status: 401, body: {message: 'Bad credentials'}}, 'credentials', /wrong or has expired/u],
	['403', {status: 403, body: {message: 'Resource not accessible by personal access token'}}, 'credentials', /may not do that/u],
	['403 with a spent rate limit', {status: 403, headers: {'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(resetAt)}, body: {message: 'API rate limit exceeded'}}, 'unreachable', /rate limit/u],
	['403 with retry-after', {status: 403, headers: {'retry-after': '60'}, body: {message: 'You have exceeded a secondary rate limit'}}, 'unreachable', /rate limit/u],
	['404', {status: 404, body: {message: 'Not Found'}}, 'unreachable', /no workflow file flow-start\.yml on branch main/u],
	['429', {status: 429, headers: {'retry-after': '1'}}, 'unreachable', /rate limit/u],
];

for (const [title, answer, code, message] of refusals) {
	t.test(`a dispatch refused with ${title} is neither searched for nor sent again`, async t => {
		const server = await startScriptedServer(t, () => answer);
		const {clock, waits} = createImpatientClock();
		await t.rejects(createPlatform(server.url, clock).dispatch({action: 'start', invocation}), {code, message});
		t.equal(server.requests.length, 1);
		t.same(waits, []);
	});
}

for (const status of [400, 422]) {
	t.test(`refused with ${status} both ways, a dispatch is reported with GitHub's words`, async t => {
		const server = await startScriptedServer(t, () => ({status, body: {message: 'Workflow does not have \'workflow_dispatch\' trigger'}}));
		await t.rejects(createPlatform(server.url, systemClock).dispatch({action: 'start', invocation}), {code: 'unreachable', message: /workflow_dispatch/u, hint: /Register the workflow first: faasr-tui register .* Just registered\?/u});
		t.same(server.requests.map(({body}) => (body as {return_run_details?: boolean}).return_run_details), [true, undefined]);
	});
}

t.test('where nobody listens nothing was sent, so nothing is searched for', async t => {
	const closers: Array<() => void> = [];
	const {url} = await startScriptedServer({
		teardown(close) {
			closers.push(close);
		},
	}, () => 'reset');
	for (const close of closers) {
		close();
	}

	const {clock, waits} = createImpatientClock();
	await t.rejects(createPlatform(url, clock).dispatch({action: 'start', invocation}), {code: 'unreachable', message: /Cannot reach GitHub/u});
	t.same(waits, []);
});
