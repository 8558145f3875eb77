import t from 'tap';
import {describeFailure} from '../../source/ports/errors/describe-failure.js';
import {type CancelReport} from '../../source/run/runner/cancel-run.js';
import {describeUnstopped} from '../../source/run/runner/describe-unstopped.js';
import {startGithubWorld, token, type GithubWorld} from '../support/faults/github-world.js';
import {answerWith, resetConnection, stallBody, staySilent, type Answer, type Fault, type ProxyRequest} from './proxy/faults.js';

t.setTimeout(300_000);

const isDispatch = ({method, url}: ProxyRequest): boolean => method === 'POST' && url.endsWith('/dispatches');
const isCancel = ({url}: ProxyRequest): boolean => url.endsWith('cancel');
const isList = ({method, url}: ProxyRequest): boolean => method === 'GET' && url.includes('/actions/runs?');
const json = (status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer =>
	({status, headers: {'content-type': 'application/json; charset=utf-8', ...headers}, body: JSON.stringify({message})});
const html: Answer = {status: 200, headers: {'content-type': 'text/html; charset=utf-8'}, body: '<html><body>Log in to the network</body></html>'};

const cancel = async (world: GithubWorld): Promise<CancelReport> => world.driver.until(world.runner.cancel());

const countRequests = (world: GithubWorld, match: (request: ProxyRequest) => boolean): number => world.proxy.requests.filter(request => match(request)).length;

type Row = readonly [title: string, inject: (world: GithubWorld) => Fault, said: RegExp];

const rows: readonly Row[] = [
	['401', () => answerWith(json(401, 'Bad credentials')), /the token is wrong or has expired .*Set GITHUB_TOKEN/u],
	['403 for what the token may not do', () => answerWith(json(403, 'Resource not accessible')), /the token may not do that \(403 Resource not accessible\)\. Give the token the scopes repo and workflow, or Actions: read and write as a fine-grained token\./u],
	['404', () => answerWith(json(404, 'Not Found')), /\(404 Not Found\)/u],
	['422', () => answerWith(json(422, 'Unprocessable')), /\(422 Unprocessable\)/u],
	['500', () => answerWith(json(500, 'Server Error')), /\(500 Server Error\)/u],
	['502', () => answerWith({status: 502, body: '<html>'}), /\(502\)/u],
	['503', () => answerWith(json(503, 'Unavailable')), /\(503 Unavailable\)/u],
	['a page in HTML', () => answerWith(html), /is not GitHub's/u],
	['an empty 200', () => answerWith({status: 200}), /is not GitHub's/u],
	['a reset', () => resetConnection(), /Cannot reach GitHub/u],
	['nothing', world => world.stalling(staySilent()), /no answer within 30 s/u],
];

for (const [title, inject, said] of rows) {
	t.test(`a cancel answered with ${title} and nothing else is said with the reason, after a minute; the run is given up as cancelled`, async t => {
		const world = await startGithubWorld(t, {workMs: 600_000});
		await world.trigger();
		await world.pass(5);
		world.proxy.inject(inject(world), {match: isCancel});
		const text = describeUnstopped(await cancel(world)) ?? '';
		t.match(text, said);
		t.match(text, /^Platform run \d+ could not be stopped and is still alive: /u);
		t.notMatch(text, /\n/u);
		t.match(await world.result(), {outcome: 'CANCELLED', exitCode: 130});
		t.ok(countRequests(world, isCancel) <= 40, `${countRequests(world, isCancel)} cancels`);
		t.notMatch(world.getEverything(text), token);
	});

	t.test(`a cancel answered with ${title} for ten seconds is asked again, and nothing stays alive`, async t => {
		const world = await startGithubWorld(t, {workMs: 600_000});
		await world.trigger();
		await world.pass(5);
		const until = world.clock.now() + 10_000;
		world.proxy.inject(inject(world), {match: request => isCancel(request) && world.clock.now() < until});
		t.same(await cancel(world), {aliveRunIds: []});
		t.match(await world.result(), {outcome: 'CANCELLED', exitCode: 130});
	});
}

t.test('a cancel of what ended a moment ago (409) is no failure', async t => {
	const world = await startGithubWorld(t, {workMs: 20_000, dying: ['start']});
	await world.trigger();
	await world.pass(19);
	world.proxy.inject(async ({response}) => {
		await world.driver.hold(async () => undefined);
		response.writeHead(409, {'content-type': 'application/json'}).end('{"message": "Cannot cancel a workflow run that is completed."}');
	}, {match: isCancel});
	t.same(await cancel(world), {aliveRunIds: []});
	t.equal(countRequests(world, isCancel), 1);
});

const limits: ReadonlyArray<readonly [title: string, answer: Answer, seconds: number]> = [
	['retry-after', json(403, 'You have exceeded a secondary rate limit', {'retry-after': '30'}), 30],
	['no time', json(429, 'Too many requests'), 60],
];

for (const [title, answer, seconds] of limits) {
	t.test(`a limit with ${title} is waited for by cancels and lists alike`, async t => {
		const world = await startGithubWorld(t, {workMs: 600_000});
		await world.trigger();
		await world.pass(5);
		const startedAt = world.clock.now();
		const asked: number[] = [];
		world.proxy.inject(answerWith(answer), {match(request) {
			const isLimited = (isCancel(request) || isList(request)) && world.clock.now() < startedAt + (seconds * 1000);
			if (isLimited) {
				asked.push(world.clock.now() - startedAt);
			}

			return isLimited;
		}});
		t.same(await cancel(world), {aliveRunIds: []});
		t.ok(asked.length <= 3, `asked ${asked.join(', ')} ms after the start of the cancel`);
	});
}

t.test('lists that GitHub refuses are no empty lists: that nothing is known is said', async t => {
	const world = await startGithubWorld(t, {hasRunDetails: false, workMs: 600_000});
	world.proxy.inject(answerWith(json(503, 'Unavailable')), {match: isList});
	await world.trigger();
	await world.pass(5);
	t.equal(describeUnstopped(await cancel(world)), 'It is not known whether anything of the run is still alive: GitHub failed to list the runs of local/local (503 Unavailable).');
	t.equal((await world.result()).exitCode, 130);
});

t.test('a cancel does not wait for the answer to a dispatch: the run it started is found and stopped', async t => {
	for (const fault of [stallBody(20), staySilent()]) {
		const world = await startGithubWorld(t, {workMs: 600_000});
		world.proxy.inject(world.stalling(async exchange => {
			await exchange.forward();
			await fault({...exchange, forward: async () => ({status: 200, body: '{"workflow_run_id": 1}'})});
		}), {match: isDispatch});
		const triggering = world.runner.triggerWorkflow();
		await world.driver.pass(1000);
		const startedAt = world.clock.now();
		t.same(await cancel(world), {aliveRunIds: []});
		await triggering;
		t.match(await world.result(), {outcome: 'CANCELLED', exitCode: 130});
		t.ok(world.clock.now() - startedAt <= 20_000, `${world.clock.now() - startedAt} ms`);
		t.equal(countRequests(world, isDispatch), 1);
		t.equal(world.countRuns(), 1);
	}
});

t.test('a cancel of a dispatch that started nothing ends in seconds and says what to look at', async t => {
	const world = await startGithubWorld(t);
	world.proxy.inject(world.stalling(staySilent()), {match: isDispatch});
	const triggering = t.rejects(world.runner.triggerWorkflow(), {code: 'cancelled'});
	await world.driver.pass(1000);
	const startedAt = world.clock.now();
	try {
		await cancel(world);
		t.fail('it had nothing to cancel');
	} catch (error) {
		const {text, exitCode} = describeFailure(error, {isVerbose: false});
		t.equal(exitCode, 130);
		t.match(text, /^✖ GitHub had not answered the request to start flow-start\.yml on branch main of local\/local, and no run of it appeared within 10 s; it was sent only once\.\n {2}Look at the Actions page of local\/local before you trigger again/u);
	}

	await triggering;
	t.ok(world.clock.now() - startedAt <= 20_000, `${world.clock.now() - startedAt} ms`);
	t.equal(countRequests(world, isDispatch), 1);
});

t.test('a second interrupt does not wait for that either, nor one while it is checked whether the run can work', async t => {
	const world = await startGithubWorld(t);
	world.proxy.inject(world.stalling(staySilent()), {match: isDispatch});
	const triggering = t.rejects(world.runner.triggerWorkflow(), {code: 'cancelled', hint: /--invocation-id/u});
	await world.driver.pass(1000);
	const forceExit = new AbortController();
	const cancelling = t.rejects(world.runner.cancel({signal: forceExit.signal}), {code: 'cancelled'});
	forceExit.abort(new Error('interrupted twice'));
	await Promise.all([triggering, cancelling]);
	const checked = await startGithubWorld(t, {
		checkBeforeTrigger: () => async ({signal} = {}) => new Promise((_resolve, reject) => {
			signal?.addEventListener('abort', () => {
				reject(signal.reason as Error);
			});
		}),
	});
	const starting = t.rejects(checked.runner.triggerWorkflow(), {code: 'cancelled', message: 'Interrupted before anything was started.'});
	await checked.driver.pass(1000);
	await t.rejects(checked.runner.cancel(), {code: 'cancelled'});
	await starting;
	t.equal(countRequests(checked, isDispatch), 0);
});
