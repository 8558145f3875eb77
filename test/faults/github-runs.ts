import t from 'tap';
import {startGithubWorld, token, type GithubWorld} from '../support/faults/github-world.js';
import {getOwnId} from '../../source/core/run/run-id.js';
import {answerWith, changeAnswer, type ProxyRequest} from './proxy/faults.js';

t.setTimeout(300_000);

const isList = ({method, url}: ProxyRequest): boolean => method === 'GET' && url.includes('/actions/runs?');
const away = answerWith({status: 503, headers: {'content-type': 'application/json'}, body: '{"message": "Unavailable"}'});

/** Asks the Actions API as somebody else would, not through the proxy. */
const post = async ({api}: GithubWorld, path: string, body?: unknown): Promise<void> => {
	const {ok, status} = await fetch(`${api.apiUrl}/repos/local/local/actions/${path}`, {
		method: 'POST', headers: {authorization: `token ${token}`}, ...(body !== undefined && {body: JSON.stringify(body)}),
	});
	if (!ok) {
		throw new Error(`POST ${path}: ${status}`);
	}
};

const dispatchOther = async (world: GithubWorld, action: string, id?: string): Promise<void> => {
	const overwritten = {FunctionInvoke: action, InvocationTimestamp: '2026-03-01T12-00-00', ...(id !== undefined && {InvocationID: id})};
	await post(world, `workflows/flow-${action}.yml/dispatches`, {ref: 'main', inputs: {OVERWRITTEN: JSON.stringify(overwritten), PAYLOAD_URL: 'local/local/main/flow.json'}});
};

const completed = 'start COMPLETED completed, middle COMPLETED completed, end COMPLETED completed';

t.test('a run that GitHub lists half a minute after its dispatch, and whose id it does not tell, is found and judged', async t => {
	const world = await startGithubWorld(t, {hasRunDetails: false, listDelayMs: 30_000, workMs: 20_000, dying: ['start']});
	await world.trigger();
	t.equal(world.runner.store.getSnapshot().platformRuns.size, 0);
	t.equal((await world.result()).exitCode, 1);
	t.equal(world.summarize(), 'start FAILED run-failed, middle SKIPPED upstream-failed, end SKIPPED upstream-failed');
	t.same(world.told, []);
});

t.test('lists without change are answered 304; one after an outage ends it, too', async t => {
	const world = await startGithubWorld(t, {workMs: 200_000, timeout: 900});
	const statuses: number[] = [];
	world.proxy.inject(changeAnswer(answer => {
		statuses.push(answer.status);
		return answer;
	}), {match: isList});
	await world.trigger();
	await world.pass(100);
	const fault = world.proxy.inject(away, {match: isList});
	await world.pass(40);
	fault.end();
	const seen = statuses.length;
	await world.pass(40);
	t.equal(statuses[seen], 304, 'nor is the clock of whoever answered for GitHub taken for GitHub\'s');
	t.match(world.told, [/503 Unavailable/u, 'GitHub again']);
	t.equal((await world.result()).exitCode, 0);
	t.ok(statuses.filter(status => status === 304).length > statuses.length / 2, statuses.join(' '));
});

for (const [title, id] of [['that say whose they are', 'another-id'], ['that do not say whose they are', undefined]] as const) {
	t.test(`runs of the same workflow at the same time ${title} fail without a word about ours`, async t => {
		const world = await startGithubWorld(t, {
			endRun: ({displayTitle}) => displayTitle.startsWith('another-id') || displayTitle.startsWith('flow-') ? {conclusion: 'failure', logText: ''} : undefined,
		});
		await world.trigger();
		for (const action of ['start', 'middle', 'end', 'start', 'middle']) {
			await world.pass(20);
			await dispatchOther(world, action, id);
		}

		t.equal((await world.result()).exitCode, 0);
		t.equal(world.summarize(), completed);
	});
}

t.test('a run that failed while GitHub was away and is run again counts by its second attempt', async t => {
	const world = await startGithubWorld(t, {endRun: ({action, attempt}) => action === 'start' && attempt === 1 ? {conclusion: 'failure', logText: 'lost\n'} : undefined});
	const fault = world.proxy.inject(away, {match: isList});
	await world.trigger();
	await world.pass(20);
	const [runId] = world.runner.store.getSnapshot().platformRuns.keys();
	await post(world, `runs/${getOwnId(runId!)}/rerun`);
	fault.end();
	t.equal((await world.result()).exitCode, 0);
	t.equal(world.summarize(), completed);
	t.equal(world.runner.store.getSnapshot().platformRuns.get(runId!)?.attempt, 2);
});

for (const [title, skewMs] of [['an hour ahead of', 3_600_000], ['an hour behind', -3_600_000]] as const) {
	t.test(`with our clock ${title} GitHub's, runs are found and limits are waited for by GitHub's`, async t => {
		const world = await startGithubWorld(t, {skewMs, hasRunDetails: false, dying: ['end']});
		await world.trigger();
		await world.pass(5);
		const github = world.clock.now() - skewMs;
		const asked: number[] = [];
		world.proxy.inject(async exchange => {
			asked.push((world.clock.now() - skewMs - github) / 1000);
			return answerWith({
				status: 403, body: 'limit', headers: {
					date: new Date(world.clock.now() - skewMs).toUTCString(), 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.ceil(github / 1000) + 80),
				},
			})(exchange);
		}, {match: request => isList(request) && world.clock.now() - skewMs < github + 80_000});
		t.equal((await world.result()).exitCode, 1);
		t.equal(world.summarize(), 'start COMPLETED completed, middle COMPLETED completed, end FAILED run-failed');
		t.equal(asked.length, 1, `asked ${asked.join(', ')} s after the limit began`);
		t.match(world.told, [/rate limit is used up/u, 'GitHub again']);
	});
}

t.test('headers that make no sense end nothing', async t => {
	const nonsense = ['99999999999999999999', '1e99', '-5', 'soon', ''];
	for (const value of nonsense) {
		const world = await startGithubWorld(t, {workMs: 30_000});
		await world.trigger();
		const headers = {
			'retry-after': value, 'x-ratelimit-remaining': '0', 'x-ratelimit-limit': value, 'x-ratelimit-reset': value, date: value, etag: value, link: value,
		};
		world.proxy.inject(answerWith({status: 403, headers, body: 'x'.repeat(100_000)}), {match: isList, times: 1});
		world.proxy.inject(changeAnswer(answer => ({...answer, headers: {...answer.headers, ...headers}})), {match: isList, after: 1, times: 3});
		t.equal((await world.result()).exitCode, 0, JSON.stringify(value));
		t.ok(world.told.length <= 3 && world.told.every(line => line.length < 400), world.told.join('\n'));
	}
});
