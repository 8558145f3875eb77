import t from 'tap';
import {createGithubActionsPlatform} from '../../../source/clouds/github/create-github-actions-platform.js';
import {type PlatformRun} from '../../../source/core/run/platform-run.js';
import {type Reply} from '../../../source/clouds/local/actions-api/reply.js';
import {cancelRun, type CancelRunOptions} from '../../../source/run/runner/cancel-run.js';
import {describeUnstopped} from '../../../source/run/runner/describe-unstopped.js';
import {createGatedActions} from '../../support/actions-api/gated-actions.js';
import {dispatch, here, payloadUrl, startTestApi, token, waitUntilCompleted} from '../../support/actions-api/start-test-api.js';
import {type Faults} from '../../support/github/faults.js';
import {type GithubApiOptions} from '../../support/github/start-github-api.js';
import {document, invocation} from '../../support/github-actions/document.js';
import {createDriver} from '../../support/github-actions/drive-clock.js';
import {gh} from '../../support/run-id.js';
import {getGithubNumber} from '../../../source/clouds/github/github-run-id.js';

t.setTimeout(120_000);

type Test = Parameters<typeof startTestApi>[0];

const oneRepository = {...document, ActionList: {start: document.ActionList['start']!, middle: document.ActionList['middle']!}};

/** The real client against an Actions API, on a clock that passes only while nothing is asked. */
const start = async (t: Test, {actions = createGatedActions(), ...options}: Partial<GithubApiOptions> & {readonly actions?: ReturnType<typeof createGatedActions>} = {}) => {
	const test = {...await startTestApi(t, {runAction: actions.runAction, ...options}), actions};
	const {clock} = test;
	const ended = new Set<number>();
	// A function that has ended is not at once a run that has.
	const driver = createDriver(clock, async () => {
		for (const {runId} of actions.jobs) {
			if (!actions.running.has(runId) && !ended.has(runId)) {
				const {data} = await test.octokit.rest.actions.getWorkflowRun({...here, run_id: runId});
				if (data.status !== 'completed') {
					return false;
				}

				ended.add(runId);
			}
		}

		return true;
	});
	const startedAt = clock.now();
	const platform = createGithubActionsPlatform({
		document: oneRepository, payloadUrl, token, apiUrl: test.api.apiUrl, clock, fetch: driver.fetch,
	});
	await driver.load(platform);
	const known = new Map<number, PlatformRun>();
	return {
		...test,
		driver,
		/** Dispatches by us: known from the start. */
		async begin(action = 'start'): Promise<number> {
			const {runId = gh(0)} = await driver.until(platform.dispatch({action, invocation}));
			known.set(getGithubNumber(runId), {id: runId, action, status: 'queued'});
			return getGithubNumber(runId);
		},
		cancel: async (changes: Partial<CancelRunOptions> = {}) => driver.until(cancelRun({
			platform, invocation, since: startedAt, clock, getRuns: () => known.values(), isOver: () => false, onEvents: () => undefined, ...changes,
		})),
		/** Cancels asked of GitHub, with seconds since the start. */
		listCancels: () => driver.lines.flatMap(line => {
			const {id, kind, at} = /\/runs\/(?<id>\d+)\/(?<kind>(?:force-)?cancel) at (?<at>\d+)$/u.exec(line)?.groups ?? {};
			return id === undefined ? [] : [{id: Number(id), kind, seconds: Math.floor((Number(at) - startedAt) / 1000)}];
		}),
		countLists: () => driver.lines.filter(line => line.includes('/actions/runs at')).length,
	};
};

/** Refuses cancels; everything else goes well. */
const refuseCancels = (answer: (count: number) => Reply | undefined): Faults => {
	let count = 0;
	return {answer: ({path}) => path.endsWith('cancel') ? answer(++count) : undefined};
};

t.test('what a function dispatches while it is cancelled is stopped, too, although the list is late with it', async t => {
	const gate = createGatedActions({ignoresCancel: true});
	const test = await start(t, {listDelayMs: 2000, actions: gate});
	const first = await test.begin();
	const order: number[] = [];
	const cancelling = test.cancel({onEvents() {
		// Each ends a moment after it was asked to, and dispatches its successor first, as FaaSr does.
		for (const {runId, signal} of gate.jobs) {
			if (signal.aborted && !order.includes(runId)) {
				order.push(runId);
				void test.driver.hold(async () => {
					if (order.length < 3) {
						await dispatch(test, 'middle');
					}

					gate.finish(runId);
				});
			}
		}
	}});
	t.same(await cancelling, {aliveRunIds: []});
	t.equal(order.length, 3);
	t.equal(order[0], first);
	t.same(test.listCancels().map(({id, kind}) => `${id} ${kind}`), order.map(id => `${id} cancel`), 'each asked once');
	t.equal(gate.running.size, 0);
});

t.test('a run that ignores the cancel is forced after 15 s, and only then', async t => {
	const gate = createGatedActions({ignoresCancel: true});
	const test = await start(t, {actions: {...gate, async runAction(job) {
		job.forceSignal?.addEventListener('abort', () => {
			gate.finish(job.runId);
		});
		return gate.runAction(job);
	}}});
	const id = await test.begin();
	t.same(await test.cancel(), {aliveRunIds: []});
	const [plain, forced, ...more] = test.listCancels();
	t.match(plain, {id, kind: 'cancel', seconds: 0});
	t.match(forced, {id, kind: 'force-cancel'});
	t.ok(forced!.seconds >= 15 && forced!.seconds <= 18, `forced after ${forced?.seconds} s`);
	t.same(more, []);
});

type Refusal = readonly [title: string, status: number, message: string, said: RegExp];

const refusals: readonly Refusal[] = [
	['403', 403, 'Resource not accessible by personal access token', /the token may not do that \(403 Resource not accessible/u],
	['404', 404, 'Not Found', /GitHub refused to cancel run \d+ of local\/local \(404 Not Found\)/u],
	['500', 500, 'Server Error', /GitHub failed to cancel run \d+ of local\/local \(500 Server Error\)/u],
	['401', 401, 'Bad credentials', /the token is wrong or has expired/u],
];

for (const [title, status, message, said] of refusals) {
	t.test(`a cancel refused with ${title} for a minute is told with GitHub's words, without a storm of requests`, async t => {
		const test = await start(t, refuseCancels(() => ({status, json: {message}})));
		const id = await test.begin();
		const report = await test.cancel();
		t.same(report.aliveRunIds, [gh(id)]);
		t.match(describeUnstopped(report), new RegExp(`^Platform run ${id} could not be stopped and is still alive: .*${said.source}`, 'u'));
		t.ok(test.listCancels().length <= 30, `${test.listCancels().length} cancels`);
		t.ok(test.countLists() <= 40, `${test.countLists()} lists`);
	});

	t.test(`a cancel refused with ${title} once is asked again`, async t => {
		const test = await start(t, refuseCancels(count => count === 1 ? {status, json: {message}} : undefined));
		const id = await test.begin();
		t.same(await test.cancel(), {aliveRunIds: []});
		t.same(test.listCancels().map(({id, kind}) => [id, kind]), [[id, 'cancel'], [id, 'cancel']]);
	});
}

const limits: ReadonlyArray<readonly [title: string, status: number, headers: Readonly<Record<string, string>>, seconds: number]> = [
	['429 with retry-after', 429, {'retry-after': '7'}, 7],
	['403 with a spent budget', 403, {'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Date.parse('2026-03-01T12:00:09Z') / 1000)}, 9],
];

for (const [title, status, headers, seconds] of limits) {
	t.test(`a cancel refused with ${title} waits until the limit ends, for every run`, async t => {
		const test = await start(t, refuseCancels(count => count <= 2 ? {status, headers, json: {message: 'API rate limit exceeded'}} : undefined));
		const ids = [await test.begin(), await test.begin('middle')];
		t.same(await test.cancel(), {aliveRunIds: []});
		const again = test.listCancels().slice(2);
		t.same(again.map(({id}) => id).toSorted((a, b) => a - b), ids);
		t.ok(again.every(cancel => cancel.seconds >= seconds), JSON.stringify(test.listCancels()));
	});
}

t.test('a run that ends before the cancel arrives (409) is no failure', async t => {
	const test = await start(t);
	const id = await test.begin();
	test.actions.finish(id);
	// The executor is about to say so.
	await waitUntilCompleted(test, id);

	t.same(await test.cancel(), {aliveRunIds: []});
	t.equal(test.listCancels().length, 1);
});

t.test('lists that GitHub refuses are no empty lists: what is alive is said, with the reason', async t => {
	const test = await start(t, {answer: ({path}) => path.endsWith('/actions/runs') || path.endsWith('cancel') ? {status: 503, json: {message: 'Unavailable'}} : undefined});
	const id = await test.begin();
	const report = await test.cancel();
	t.match(report, {aliveRunIds: [gh(id)], failure: /503 Unavailable/u});
});
