import {setImmediate} from 'node:timers/promises';
import t from 'tap';
import {type PlatformRun} from '../../../source/core/run/platform-run.js';
import {FaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';
import {createPlatformWatch} from '../../../source/run/monitor/platform-watch.js';
import {createGithubActionsPlatform} from '../../../source/clouds/github/create-github-actions-platform.js';
import {PartialListError} from '../../../source/ports/partial-list-error.js';
import {type Platform} from '../../../source/ports/platform.js';
import {createVirtualClock, type VirtualClock} from '../../../source/testing/virtual-clock.js';
import {dispatch, payloadUrl, repository, startTestApi, token, waitUntilCompleted} from '../../support/actions-api/start-test-api.js';
import {document, invocation} from '../../support/github-actions/document.js';
import {startScriptedServer, type ScriptedAnswer} from '../../support/github-actions/start-scripted-server.js';
import {gh} from '../../support/run-id.js';

type Test = Parameters<typeof startScriptedServer>[0];

const oneRepository = {...document, ActionList: {start: document.ActionList['start']!, middle: document.ActionList['middle']!}};

/** Watches from now on, on a clock that a test moves. */
const watchFromNow = (platform: Platform, clock: VirtualClock) => {
	const watch = createPlatformWatch({platform, invocation, since: clock.now(), clock});
	return {
		/** Looks each second. */
		async pass(seconds: number, pace: 'calm' | 'urgent' = 'calm') {
			const events = [];
			for (let second = 0; second < seconds; second++) {
				await watch.look({pace});
				events.push(...watch.collect());
				await clock.advance(1000);
			}

			return events;
		},
	};
};

/** Watches over real HTTP on a clock that a test moves; requests are waited for, so that no time passes meanwhile. */
const createBench = (apiUrl: string, clock: VirtualClock) => {
	const statuses: number[] = [];
	const platform = createGithubActionsPlatform({
		document: oneRepository, payloadUrl, token, apiUrl, clock,
		async fetch(input, init) {
			const response = await fetch(input, init);
			statuses.push(response.status);
			return response;
		},
	});
	return {statuses, ...watchFromNow(platform, clock)};
};

const startScripted = async (t: Test) => {
	const clock = createVirtualClock(Date.parse('2026-03-01T12:00:00Z'));
	let answer: ScriptedAnswer | undefined;
	const server = await startScriptedServer(t, () => {
		const date = new Date(clock.now()).toUTCString();
		return answer === undefined
			? {status: 200, headers: {date}, body: {workflow_runs: []}}
			: (typeof answer === 'string' ? answer : {...answer, headers: {date, ...answer.headers}});
	});
	return {
		server, ...createBench(server.url, clock),
		setAnswer(next: ScriptedAnswer | undefined) {
			answer = next;
		},
	};
};

const reset = String(Date.parse('2026-03-01T12:05:00Z') / 1000);
const faults: ReadonlyArray<readonly [title: string, answer: ScriptedAnswer, message: RegExp, tries: number]> = [
	['401 in the middle of a run', {status: 401, body: {message: 'Bad credentials'}}, /wrong or has expired .* Set GITHUB_TOKEN to a valid token/, 6],
	['403 of a primary limit', {status: 403, headers: {'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset}, body: {message: 'API rate limit exceeded'}}, /^GitHub's rate limit is used up$/, 1],
	['403 of a secondary limit', {status: 403, headers: {'retry-after': '90'}, body: {message: 'secondary rate limit'}}, /^GitHub's rate limit is used up$/, 4],
	['429 without a time', {status: 429, body: {message: 'slow down'}}, /^GitHub's rate limit is used up$/, 3],
	['404', {status: 404, body: {message: 'Not Found'}}, /no repository local\/local.*/, 6],
	['409', {status: 409, body: {message: 'Conflict'}}, /409 Conflict.*/, 6],
	['502', {status: 502, body: '<html>'}, /GitHub failed .*\(502\)/, 6],
	['a reset connection', 'reset', /Cannot reach GitHub .*/, 6],
	['a page in HTML', {status: 200, headers: {'content-type': 'text/html'}, body: '<html>Log in</html>'}, /not GitHub's/, 6],
];

for (const [title, answer, message, tries] of faults) {
	t.test(`${title} is told, not asked again too soon, and forgiven when it ends`, async t => {
		const {server, pass, setAnswer} = await startScripted(t);
		await pass(1);
		setAnswer(answer);
		const before = server.requests.length;
		const failing = await pass(290);
		t.match(failing.find(event => event.type === 'watch.failed'), {source: 'platform', message});
		t.ok(server.requests.length - before <= tries, `${server.requests.length - before} tries in five minutes`);
		setAnswer(undefined);
		const recovering = await pass(260);
		t.same(recovering.filter(event => event.type.startsWith('watch.')).map(event => event.type), ['watch.recovered']);
	});
}

t.test('ten minutes of a run with ten functions cost fewer than 60 calls, most of them free, and the budget is told', async t => {
	const test = await startTestApi(t, {repositories: [repository], rateLimitCount: 5000});
	const {statuses, pass} = createBench(test.api.apiUrl, test.clock);
	const events = [];
	for (let index = 0; index < 10; index++) {
		const runId = await dispatch(test, index === 0 ? 'start' : 'middle');
		// Each container is silent for 25 s: the platform is asked more often then.
		events.push(...await pass(10), ...await pass(15, 'urgent'), ...await pass(33));
		test.actions.finish(runId);
		await waitUntilCompleted(test, runId);
		events.push(...await pass(2));
	}

	events.push(...await pass(16));
	await setImmediate();
	const calls = statuses.length;
	const free = statuses.filter(status => status === 304).length;
	t.ok(calls < 60, `${calls} calls`);
	t.ok(free > calls / 2, `${free} of them answered 304`);
	const ended = new Set(events.flatMap(event => event.type === 'platform-run.observed' && event.run.status === 'completed' ? [event.run.id] : []));
	t.equal(ended.size, 10, 'and every end is seen');
	t.match(events.findLast(event => event.type === 'platform.budget'), {budget: {limit: 5000, remaining: Number}});
});

t.test('where only some repositories can be listed their runs are told at the usual pace, and the others once; a rate limit is waited for', async t => {
	const clock = createVirtualClock(0);
	const run: PlatformRun = {id: gh(7), action: 'start', status: 'in_progress'};
	let answer: Error | undefined = new PartialListError(new FaasrTuiError('No repository else/where.', {code: 'unreachable'}), [run]);
	let count = 0;
	const listRuns = async () => {
		count++;
		if (answer !== undefined) {
			throw answer;
		}

		return [run];
	};

	const platform: Platform = {
		label: 'test', pollIntervalMs: 10_000, listRuns, dispatch: async () => ({}), cancel: async () => undefined, readRunLog: async () => undefined,
	};
	const {pass} = watchFromNow(platform, clock);

	const partly = await pass(100);
	const told = partly.filter(event => event.type === 'watch.failed');
	t.equal(partly[0]?.type, 'platform.asked');
	t.same([...new Set(told.map(({message, retryAt}) => `${message} ${retryAt}`))], ['No repository else/where. undefined']);
	t.equal(partly.filter(event => event.type === 'platform-run.observed').length, told.length);
	const usual = count;
	answer = undefined;
	const recovered = await pass(100);
	t.equal(count - usual, usual, 'as often as where all can be listed');
	t.same(recovered.filter(event => event.type.startsWith('watch.')).map(event => event.type), ['watch.recovered']);
	answer = new PartialListError(new FaasrTuiError('Limit.', {code: 'unreachable', rateLimit: {waitMs: 60_000}}), [run]);
	count = 0;
	const limited = await pass(60);
	t.equal(count, 1);
	t.match(limited.map(event => event.type), ['platform-run.observed', 'watch.failed']);
	t.notOk([...partly, ...limited].some(event => event.type === 'platform.listed'), 'what is not complete proves no absence');
});

t.test('a list whose parts are of different ages proves no more than its oldest part, and nothing before all parts were there', async t => {
	const clock = createVirtualClock(50_000);
	let listedAt = Number.NEGATIVE_INFINITY;
	const platform: Platform = {
		label: 'test', pollIntervalMs: 1000, listRuns: async () => [], getListedAt: () => listedAt, dispatch: async () => ({}), cancel: async () => undefined, readRunLog: async () => undefined,
	};
	const {pass} = watchFromNow(platform, clock);
	t.notOk((await pass(3)).some(event => event.type === 'platform.listed'));
	listedAt = 20_000;
	const listed = (await pass(3)).filter(event => event.type === 'platform.listed');
	t.ok(listed.length > 0);
	t.ok(listed.every(({at}) => at === 20_000));
});
