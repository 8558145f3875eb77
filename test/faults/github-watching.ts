import {Buffer} from 'node:buffer';
import t from 'tap';
import {startGithubWorld, token, type GithubWorld} from '../support/faults/github-world.js';
import {answerWith, changeAnswer, cutBody, resetConnection, stallBody, staySilent, type Answer, type Fault, type ProxyRequest} from './proxy/faults.js';

t.setTimeout(300_000);

const isList = ({method, url}: ProxyRequest): boolean => method === 'GET' && url.includes('/actions/runs?');
const json = (status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer =>
	({status, headers: {'content-type': 'application/json; charset=utf-8', ...headers}, body: JSON.stringify({message})});
const html = (status: number): Answer => ({status, headers: {'content-type': 'text/html; charset=utf-8'}, body: '<html><body>Log in to the network</body></html>'});

/** A limit that ends at a time of GitHub's clock. */
const limit = ({clock}: GithubWorld, resetAfterMs: number): Fault => {
	const reset = String(Math.ceil((clock.now() + resetAfterMs) / 1000));
	return answerWith(() => json(403, 'API rate limit exceeded', {
		'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset, date: new Date(clock.now()).toUTCString(),
	}));
};

/** Without 304, whose body is empty: cut off, it would be whole. */
const unconditionally = (fault: Fault): Fault => async exchange => {
	delete exchange.request.headers['if-none-match'];
	await fault(exchange);
};

const emptyList: Answer = {status: 200, headers: {'content-type': 'application/json; charset=utf-8'}, body: ''};
const nextTry = String.raw`; next try at \d\d:\d\d:\d\d$`;

type Row = readonly [title: string, inject: (world: GithubWorld) => Fault, told: string, mostTries: number];

const rows: readonly Row[] = [
	['401, as after a token is revoked', () => answerWith(json(401, 'Bad credentials')), String.raw`the token is wrong or has expired \(401 Bad credentials\)\. Set GITHUB_TOKEN to a valid token`, 4],
	['403 for what the token may not do', () => answerWith(json(403, 'Resource not accessible by personal access token')), String.raw`the token may not do that \(403 Resource not accessible by personal access token\)\. Give the fine-grained token the permission Actions: read and write, or take a classic one with the scopes repo and workflow, for this repository\.`, 4],
	['403 of the primary limit', world => limit(world, 80_000), `^GitHub's rate limit is used up${nextTry}`, 2],
	['403 of a secondary limit with retry-after', () => answerWith(json(403, 'You have exceeded a secondary rate limit', {'retry-after': '80'})), `^GitHub's rate limit is used up${nextTry}`, 2],
	['403 of a secondary limit without a time', () => answerWith(json(403, 'You have exceeded a secondary rate limit')), `^GitHub's rate limit is used up${nextTry}`, 2],
	['429', () => answerWith({status: 429, body: 'Too many requests'}), `^GitHub's rate limit is used up${nextTry}`, 2],
	['404', () => answerWith(json(404, 'Not Found')), `^GitHub shows no repository local/local, or the token may not see it${nextTry}`, 4],
	['409', () => answerWith(json(409, 'Conflict')), String.raw`\(409 Conflict\)${nextTry}`, 4],
	['422', () => answerWith(json(422, 'Validation Failed')), String.raw`\(422 Validation Failed\)${nextTry}`, 4],
	['500', () => answerWith(json(500, 'Server Error')), String.raw`^GitHub failed to list the runs of local/local \(500 Server Error\)${nextTry}`, 4],
	['502 with a page', () => answerWith(html(502)), String.raw`\(502\)${nextTry}`, 4],
	['503', () => answerWith(json(503, 'Service Unavailable')), String.raw`\(503 Service Unavailable\)${nextTry}`, 4],
	['500, 503, a reset and 502 by turns', () => {
		let count = 0;
		const faults = [answerWith(json(500, 'Server Error')), answerWith(json(503, 'Unavailable')), resetConnection(), answerWith(html(502))];
		return async exchange => faults[count++ % faults.length]!(exchange);
	}, String.raw`\(500 Server Error\)${nextTry}`, 4],
	['200 and an empty body', () => answerWith(emptyList), String.raw`is not GitHub's \(200, application/json\)${nextTry}`, 4],
	['200 and a page in HTML', () => answerWith(html(200)), String.raw`is not GitHub's \(200, text/html\)${nextTry}`, 4],
	['200 and JSON of something else', () => answerWith(json(200, 'hello')), `is not GitHub's${nextTry}`, 4],
	['JSON cut short', () => unconditionally(changeAnswer(({status, body, headers = {}}) => ({status, headers: {...headers, 'content-length': '100'}, body: Buffer.from(body ?? '').subarray(0, 100)}))), String.raw`is not GitHub's \(200, application/json\)${nextTry}`, 4],
	['a body that breaks off', () => unconditionally(cutBody(100, 'end')), String.raw`^Cannot reach GitHub to list the runs of local/local \(.+\)${nextTry}`, 4],
	['a body that is reset', () => unconditionally(cutBody(100, 'reset')), String.raw`Cannot reach GitHub .*\(.+\)${nextTry}`, 4],
	['a reset connection', () => resetConnection(), String.raw`Cannot reach GitHub .*\((?:ECONNRESET|UND_ERR_SOCKET)\)${nextTry}`, 4],
	['no answer', world => world.stalling(staySilent()), String.raw`\(no answer within 30 s\)${nextTry}`, 3],
	['a body that stalls', world => world.stalling(unconditionally(stallBody(100))), String.raw`\(no answer within 30 s\)${nextTry}`, 3],
];

for (const [title, inject, told, mostTries] of rows) {
	t.test(`while watching, ${title}: what S3 says goes on to count, it is told once, and GitHub's word counts again afterwards`, async t => {
		const world = await startGithubWorld(t, {dying: ['end']});
		await world.trigger();
		await world.pass(5);
		const before = world.proxy.requests.length;
		const fault = world.proxy.inject(inject(world), {match: isList});
		await world.pass(90);
		t.equal(world.summarize(), 'start COMPLETED completed, middle RUNNING undefined, end PENDING undefined');
		t.ok(fault.getCount() > 0 && world.proxy.requests.length - before <= mostTries, `${fault.getCount()} tries in 90 s: ${world.list(before).join(', ')}`);
		fault.end();
		const {exitCode} = await world.result();
		t.equal(exitCode, 1);
		t.equal(world.summarize(), 'start COMPLETED completed, middle COMPLETED completed, end FAILED run-failed');
		t.equal(world.told.length, 2, world.told.join('\n'));
		t.match(world.told, [new RegExp(told, 'u'), 'GitHub again']);
		t.notMatch(world.getEverything(), token);
	});
}

t.test('while watching, a refused connection is told once and forgiven', async t => {
	const world = await startGithubWorld(t, {dying: ['end']});
	await world.trigger();
	await world.pass(5);
	await world.proxy.refuse();
	await world.pass(90);
	t.equal(world.summarize(), 'start COMPLETED completed, middle RUNNING undefined, end PENDING undefined');
	await world.proxy.accept();
	t.equal((await world.result()).exitCode, 1);
	t.match(world.told, [/Cannot reach GitHub .*\(ECONNREFUSED\); next try at/u, 'GitHub again']);
	t.equal(world.told.length, 2);
});

const endless: ReadonlyArray<readonly [title: string, inject: (world: GithubWorld) => Fault]> = [
	['a revoked token', () => answerWith(json(401, 'Bad credentials'))],
	['an outage', () => answerWith(html(502))],
	['a limit', () => answerWith(json(403, 'You have exceeded a secondary rate limit', {'retry-after': '3600'}))],
];

for (const [title, inject] of endless) {
	t.test(`${title} that does not end changes nothing about a run that S3 tells the whole of`, async t => {
		const world = await startGithubWorld(t);
		await world.trigger();
		world.proxy.inject(inject(world), {match: isList});
		const {outcome, exitCode} = await world.result();
		t.match({outcome, exitCode}, {outcome: 'COMPLETED', exitCode: 0});
		t.equal(world.told.length, 1, world.told.join('\n'));
	});

	t.test(`${title} that does not end, and a function that dies without a word on S3: given up at the time-out, with the exit code of what could not be asked`, async t => {
		const world = await startGithubWorld(t, {dying: ['middle'], timeout: 300});
		await world.trigger();
		world.proxy.inject(inject(world), {match: isList});
		const {outcome, exitCode} = await world.result();
		t.match({outcome, exitCode}, {outcome: 'TIMEOUT', exitCode: 5});
		t.equal(world.summarize(), 'start COMPLETED completed, middle TIMEOUT no-change, end TIMEOUT no-change');
		t.match(world.runner.store.getSnapshot().nodes.get('middle')?.sentence, /^Nothing new was observed for 300 s, and the platform could not be watched$/u);
		t.equal(world.told.length, 1, world.told.join('\n'));
	});
}
