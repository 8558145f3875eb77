import t from 'tap';
import {systemClock} from '../../source/ports/clock/system-clock.js';
import {describeFailure} from '../../source/ports/errors/describe-failure.js';
import {checkBeforeTrigger} from '../../source/run/preflight/check-before-trigger.js';
import {startGithubWorld, token, type GithubWorld, type WorldOptions} from '../support/faults/github-world.js';
import {accessKeyId, secretAccessKey, startTestServer} from '../support/s3/start-test-server.js';
import {answerWith, changeAnswer, cutBody, loseAnswer, resetConnection, stallBody, staySilent, type Answer, type Fault, type ProxyRequest} from './proxy/faults.js';

t.setTimeout(300_000);

const isDispatch = ({method, url}: ProxyRequest): boolean => method === 'POST' && url.endsWith('/dispatches');
const isSearch = ({url}: ProxyRequest): boolean => url.includes('/workflows/flow-start.yml/runs?');
const json = (status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer =>
	({status, headers: {'content-type': 'application/json; charset=utf-8', ...headers}, body: JSON.stringify({message})});
const html = (status: number): Answer => ({status, headers: {'content-type': 'text/html; charset=utf-8'}, body: '<html><body>Log in to the network</body></html>'});
const limited = json(403, 'API rate limit exceeded', {'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Date.parse('2026-03-01T13:00:00Z') / 1000)});

const countDispatches = (world: GithubWorld): number => world.proxy.requests.filter(request => isDispatch(request)).length;

/** What the trigger is refused with, as the user sees it. */
const getRefusal = async (world: GithubWorld, trigger = async () => world.trigger()): Promise<{readonly error: unknown; readonly text: string; readonly exitCode: number}> => {
	try {
		await trigger();
	} catch (error) {
		return {error, ...describeFailure(error, {isVerbose: false})};
	}

	return {error: undefined, text: '', exitCode: 0};
};

type Refusal = readonly [title: string, answer: Answer, exitCode: number, said: RegExp, dispatchCount?: number];

const refusals: readonly Refusal[] = [
	['401', json(401, 'Bad credentials'), 4, /the token is wrong or has expired \(401 Bad credentials\)\.\n {2}Set GITHUB_TOKEN/u],
	['403 for what the token may not do', json(403, 'Resource not accessible by personal access token'), 4, /the token may not do that \(403 .*\)\.\n {2}Give the fine-grained token the permission Actions: read and write, or take a classic one with the scopes repo and workflow, for this repository\./u],
	['403 of the primary limit', limited, 5, /the rate limit of the token is used up and ends at 13:00:00 UTC\.\n {2}Wait until then/u],
	['403 of a secondary limit', json(403, 'You have exceeded a secondary rate limit', {'retry-after': '60'}), 5, /ends in 60 s\.\n/u],
	['429', {status: 429, body: 'Too many requests'}, 5, /ends in a minute or more\.\n/u],
	['404', json(404, 'Not Found'), 5, /no workflow file flow-start\.yml on branch main of local\/local, or the token may not see it\.\n {2}Register the workflow first/u],
	['409', json(409, 'Conflict'), 5, /GitHub refused to start flow-start\.yml .*\(409 Conflict\)/u],
	['422 for a branch that is not there', json(422, 'No ref found for: main'), 5, /422 No ref found for: main\)\.\n {2}Create the branch, or correct Branch/u, 2],
	['422 for a file without the trigger', json(422, 'Workflow does not have \'workflow_dispatch\' trigger'), 5, /422 Workflow does not have .*\)\.\n {2}Register the workflow first/u, 2],
];

for (const [title, answer, exitCode, said, dispatchCount = 1] of refusals) {
	t.test(`a dispatch refused with ${title} is told with what to do; nothing runs, and it is not sent again`, async t => {
		const world = await startGithubWorld(t);
		world.proxy.inject(answerWith(answer), {match: isDispatch});
		const refusal = await getRefusal(world);
		t.equal(refusal.exitCode, exitCode);
		t.match(refusal.text, said);
		t.equal(countDispatches(world), dispatchCount);
		t.equal(world.proxy.requests.length, dispatchCount, 'nor is a run looked for that there cannot be');
		t.equal(world.countRuns(), 0);
		t.equal(world.runner.store.getSnapshot().outcome, 'IDLE');
		t.notMatch(world.getEverything(refusal.error), token);
		world.proxy.heal();
		await world.trigger();
		t.equal((await world.result()).exitCode, 0, 'and triggered again, it runs');
	});
}

type Loss = readonly [title: string, inject: (world: GithubWorld) => Fault, options?: WorldOptions];

const losses: readonly Loss[] = [
	['is 500', () => changeAnswer(() => json(500, 'Server Error'))],
	['is 502', () => changeAnswer(() => html(502))],
	['is 503, while lists are late by 20 s', () => changeAnswer(() => json(503, 'Unavailable')), {listDelayMs: 20_000}],
	['is empty', () => changeAnswer(() => ({status: 200, headers: {'content-type': 'application/json'}, body: ''}))],
	['is a page in HTML', () => changeAnswer(() => html(200))],
	['is lost with the connection', () => loseAnswer()],
	['breaks off', () => cutBody(20, 'end')],
	['stalls', world => world.stalling(stallBody(20))],
];

for (const [title, inject, options] of losses) {
	t.test(`a dispatch that GitHub takes and whose answer ${title} is sent once: its run is found and watched to the end`, async t => {
		const world = await startGithubWorld(t, options);
		world.proxy.inject(inject(world), {match: isDispatch});
		await world.trigger();
		const {exitCode} = await world.result();
		t.equal(exitCode, 0);
		t.equal(countDispatches(world), 1);
		t.equal(world.countRuns(), 3, 'one run for each action');
		t.same(world.runner.store.getSnapshot().nodes.get('start')?.runIds.length, 1);
		t.notMatch(world.getEverything(), token);
	});
}

type Failure = readonly [title: string, inject: (world: GithubWorld) => Fault, said: RegExp];

const failures: readonly Failure[] = [
	['500', () => answerWith(json(500, 'Server Error')), /\(500 Server Error\), and no run of it appeared within half a minute; it was sent only once\.\n {2}Look at the Actions page/u],
	['502', () => answerWith(html(502)), /\(502\), and no run of it appeared/u],
	['503', () => answerWith(json(503, 'Unavailable')), /\(503 Unavailable\), and no run/u],
	['a page in HTML', () => answerWith(html(200)), /is not GitHub's \(200, text\/html\), and no run/u],
	['an empty body', () => answerWith({status: 200}), /is not GitHub's \(200, nothing\), and no run/u],
	['a reset', () => resetConnection(), /\((?:ECONNRESET|UND_ERR_SOCKET)\), and no run/u],
	['nothing', world => world.stalling(staySilent()), /\(no answer within 30 s\), and no run/u],
];

for (const [title, inject, said] of failures) {
	t.test(`a dispatch answered with ${title} that started nothing is told once a run could have been seen, and not sent again`, async t => {
		const world = await startGithubWorld(t);
		world.proxy.inject(inject(world), {match: isDispatch});
		const refusal = await getRefusal(world);
		t.equal(refusal.exitCode, 5);
		t.match(refusal.text, said);
		t.equal(countDispatches(world), 1);
		t.notMatch(world.getEverything(refusal.error), token);
	});
}

t.test('where GitHub is away altogether after a dispatch, that it may have started is said', async t => {
	const world = await startGithubWorld(t);
	world.proxy.inject(loseAnswer(), {match: isDispatch});
	world.proxy.inject(answerWith(html(200)), {match: isSearch});
	const refusal = await getRefusal(world);
	t.equal(refusal.exitCode, 5);
	t.match(refusal.text, /GitHub did not answer whether it started anyway; it was sent only once\.\n {2}Look at the Actions page of local\/local before you trigger again/u);
	t.equal(countDispatches(world), 1);
});

t.test('a connection that is refused says so at once: nothing was sent that could have started', async t => {
	const world = await startGithubWorld(t);
	await world.proxy.refuse();
	const at = world.clock.now();
	const refusal = await getRefusal(world);
	t.equal(refusal.exitCode, 5);
	t.match(refusal.text, /Cannot reach GitHub to start flow-start\.yml .*\(ECONNREFUSED\)/u);
	t.ok(world.clock.now() - at < 5000);
});

type Check = readonly [title: string, answer: Answer, exitCode: number, said: RegExp];

const checks: readonly Check[] = [
	['401', json(401, 'Bad credentials'), 4, /the token is wrong or has expired/u],
	['403 of a limit', limited, 5, /the rate limit of the token is used up and ends at 13:00:00 UTC/u],
	['429', {status: 429, headers: {'retry-after': '30'}}, 5, /ends in 30 s/u],
	['404', json(404, 'Not Found'), 5, /The action start is not registered|There is no flow\.json on branch main/u],
	['a page in HTML', html(200), 5, /is not GitHub's \(200, text\/html\)/u],
];

/** The real checks before a trigger, GitHub's through the proxy. */
const startChecked = async (t: Parameters<typeof startGithubWorld>[0]): Promise<GithubWorld> => {
	const {endpoint} = await startTestServer(t);
	const keys = {accessKeyId, secretAccessKey};
	const world = await startGithubWorld(t, {
		endpoint,
		checkBeforeTrigger: (apiUrl, workflowFile, document) => async ({signal} = {}) => checkBeforeTrigger({
			document, workflowFile, apiUrl, clock: systemClock,
			credentials: {
				token, apiUrl, tokens: [], servers: new Map(), fetchToken: '', repository: 'local/local', stores: new Map([['S3', keys]]), secrets: {}, used: [], missing: [],
			},
		}, signal),
	});
	return world;
};

t.test('checks before a trigger', async t => {
	for (const [title, answer, exitCode, said] of checks) {
		await t.test(`answered with ${title} end it: nothing is dispatched`, async t => {
			const world = await startChecked(t);
			world.proxy.inject(answerWith(answer), {match: ({method}) => method === 'GET'});
			const refusal = await getRefusal(world, async () => world.runner.triggerWorkflow());
			t.equal(refusal.exitCode, exitCode);
			t.match(refusal.text, said);
			t.equal(countDispatches(world), 0);
			t.notMatch(world.getEverything(refusal.error), token);
		});
	}

	for (const status of [403, 500, 502, 503]) {
		await t.test(`that GitHub does not carry out (${status}) are told, and the run goes on`, async t => {
			const world = await startChecked(t);
			world.proxy.inject(answerWith(json(status, 'Resource not accessible')), {match: ({method}) => method === 'GET', times: 2});
			await world.runner.triggerWorkflow();
			t.match(world.told, [new RegExp(`registered cannot be checked \\(HTTP ${status}\\)\\.`, 'u'), new RegExp(`cannot be compared with the local file \\(HTTP ${status}\\)\\.`, 'u')]);
			t.equal(world.told.some(line => line.includes('permission')), status === 403);
			t.equal((await world.result()).exitCode, 0);
		});
	}
});
