import t, {type Test as Tap} from 'tap';
import {createSlurmPlatform} from '../../source/clouds/slurm/create-slurm-platform.js';
import {FaasrTuiError} from '../../source/ports/errors/faasr-tui-error.js';
import {createQuickClock} from '../support/slurm/quick-clock.js';
import {createSlurmDocument} from '../support/slurm/slurm-document.js';
import {createSlurmToken} from '../support/slurm/slurm-token.js';
import {startSlurmApi, type SlurmApiOptions, type SlurmFaultAnswer} from '../support/slurm/start-slurm-api.js';
import {startTlsServer} from '../support/tls/start-tls-server.js';

const startAt = Date.UTC(2026, 5, 1, 12);
const invocation = {workflowName: 'flow', id: '5c1e', timestamp: '2026-06-01T12-00-00'};
const query = {invocation, since: startAt};
const token = createSlurmToken({expiresAt: startAt + 1_800_000});
const secrets = {Cluster_Token: token, S3_SecretKey: 'very-secret-key'};

type Test = Parameters<typeof startSlurmApi>[0];

const open = async (t: Test, options: SlurmApiOptions & {readonly endpoint?: (url: string) => Promise<string>; readonly tokenOf?: string; readonly env?: NodeJS.ProcessEnv} = {}) => {
	const clock = createQuickClock(startAt);
	const api = await startSlurmApi(t, {now: clock.now, ...options});
	const platform = createSlurmPlatform({
		document: createSlurmDocument(await options.endpoint?.(api.url) ?? api.url), serverName: 'Cluster', payloadUrl: 'o/r/main/flow.json', token: options.tokenOf ?? token, secrets, clock, env: options.env ?? {},
	});
	return {api, clock, platform, dispatch: async () => platform.dispatch({action: 'start', invocation})};
};

const catchError = async (work: Promise<unknown>): Promise<unknown> => {
	try {
		await work;
	} catch (error) {
		return error;
	}

	return undefined;
};

/** Rejects with one error whose words are safe to show. */
const fails = async (t: Tap, work: Promise<unknown>, expected: {readonly code: string; readonly message: RegExp | string; readonly hint?: RegExp}) => {
	const error = await catchError(work);
	t.match(error, expected);
	t.type(error, FaasrTuiError);
	const {message, hint = ''} = error as FaasrTuiError;
	t.notMatch(`${message} ${hint}`, token);
	t.notMatch(`${message} ${hint}`, 'very-secret-key');
	t.ok(message.length < 400, 'a sentence of ordinary length');
};

const submits = (api: {readonly requests: readonly string[]}): number => api.requests.filter(line => line.startsWith('POST')).length;

const page = {status: 502, headers: {'content-type': 'text/html'}, body: '<html>Bad gateway</html>'};
const busy = {status: 429, headers: {'retry-after': '90'}, body: 'busy'};
const down = {status: 500, body: {errors: [{error: 'Unable to contact slurm controller (connect failure)', error_number: 1001, description: `for ${token}`}]}};
const login = {status: 200, headers: {'content-type': 'text/html'}, body: '<html>Log in</html>'};
const cut = {status: 200, headers: {'content-type': 'application/json'}, body: '{"errors": [], "job'};

t.test('triggering: what is refused has started nothing and is not sent again', async t => {
	const cases: ReadonlyArray<readonly [SlurmFaultAnswer, code: string, message: RegExp]> = [
		[{status: 401, body: 'Authentication failure'}, 'credentials', /^The SLURM server Cluster refused to submit the job of start: the token is wrong \(401\)\./],
		[{status: 403, body: 'no'}, 'credentials', /the token is wrong \(403\)/],
		[busy, 'unreachable', /it is asked too often \(429\)/],
		[{status: 404, body: 'Unable find requested URL.'}, 'unreachable', /has no API version v0\.0\.38 \(404\)/],
		[{status: 500, body: {errors: [{error: 'Requested node configuration is not available', error_number: 2014}]}}, 'unreachable', /\(500, Requested node configuration is not available \(2014\)\)/],
		[{status: 302, headers: {location: 'https://elsewhere.example'}, body: ''}, 'unreachable', /is not slurmrestd's \(302/],
		[{status: 500, body: {errors: [{error: 'x'.repeat(100_000), error_number: 9001}]}}, 'unreachable', /x{100}/],
	];
	for (const [fault, code, message] of cases) {
		const {api, dispatch} = await open(t);
		api.breakWith(() => fault);
		await fails(t, dispatch(), {code, message});
		t.equal(submits(api), 1);
		t.equal(api.requests.length, 1, 'nothing is looked for');
	}

	const {api, dispatch} = await open(t);
	api.breakWith(() => busy);
	for (const [bad, reason] of [['eyJhbGciOiJIUzI1NiJ9', 'the token is no JSON Web Token'], ['eyJ.e30', 'the token is wrong'], ['eyJ.x', 'the token is no JSON Web Token'], [createSlurmToken({user: 'eve', expiresAt: startAt + 1000}), 'the token is for the user eve, and UserName is ada']] as const) {
		const {api, dispatch} = await open(t, {isGoodToken: () => false, tokenOf: bad});
		if (reason === 'the token is wrong') {
			api.breakWith(() => ({status: 500, body: {errors: [{error: 'Protocol authentication error', error_number: 1007}]}}));
		}

		await fails(t, dispatch(), {code: 'credentials', message: new RegExp(`^The SLURM server Cluster refused to submit the job of start: ${reason} \\(500, .*\\)\\.$`)});
		t.equal(api.requests.length, 1);
	}

	t.match(await catchError(dispatch()), {rateLimit: {waitMs: 90_000}});
});

t.test('triggering: nobody at the address, a certificate that nobody knows', async t => {
	const refused = await open(t, {endpoint: async () => 'http://127.0.0.1:1'});
	await fails(t, refused.dispatch(), {code: 'unreachable', message: 'Cannot reach 127.0.0.1:1 to submit the job of start (ECONNREFUSED).', hint: /ComputeServers\.Cluster\.Endpoint/});
	const strange = await open(t, {endpoint: async url => `https://localhost:${await startTlsServer(t, Number(new URL(url).port))}`});
	await fails(t, strange.dispatch(), {code: 'unreachable', message: /shows a certificate that this machine does not trust: DEPTH_ZERO_SELF_SIGNED_CERT/, hint: /NODE_EXTRA_CA_CERTS/});
	const plain = await open(t, {endpoint: async url => url.replace('http:', 'https:')});
	await fails(t, plain.dispatch(), {code: 'unreachable', message: /does not speak TLS/, hint: /http:\/\//});
	t.equal(submits(strange.api) + submits(plain.api), 0);
});

t.test('triggering: the job is taken and its answer is lost: it is found by its comment, and nothing starts twice', async t => {
	const lost = await open(t);
	lost.api.breakWith(line => line.startsWith('POST') ? 'lose' : undefined);
	t.same(await lost.dispatch(), {runId: 'slurm:Cluster:1'});
	t.equal(submits(lost.api), 1);
	t.equal(lost.api.jobs.size, 1);

	// The list fails, too, for a while.
	const {api, dispatch, platform} = await open(t);
	let lists = 0;
	api.breakWith(line => line.startsWith('POST') ? 'lose' : (lists++ < 2 ? page : undefined));
	t.same(await dispatch(), {runId: 'slurm:Cluster:1'});
	api.breakWith(undefined);
	t.match(await platform.listRuns(query), [{id: 'slurm:Cluster:1', action: 'start', status: 'queued'}]);
	t.equal(submits(api), 1);

	// A job of an earlier submit of the same action is not taken for it.
	api.breakWith(line => line.startsWith('POST') ? 'reset' : undefined);
	await fails(t, dispatch(), {code: 'unreachable', message: /it was sent only once/});
});

t.test('triggering: an answer that leaves open what became of the job, which was not taken', async t => {
	for (const [fault, reason] of [['reset', /gave no answer/], ['hang', /no answer within 30 s/], [page, /not slurmrestd's \(502, text\/html\)/], [login, /not slurmrestd's \(200, text\/html\)/], [cut, /not slurmrestd's \(200, application\/json\)/], [down, /Unable to contact slurm controller/]] as const) {
		const {api, dispatch, clock} = await open(t);
		clock.expectAnswers(fault !== 'hang');
		api.breakWith(line => line.startsWith('POST') ? fault : undefined);
		const work = dispatch();
		await fails(t, work, {code: 'unreachable', message: /, and no job of it appeared within 10 s; it was sent only once\.$/, hint: /squeue --user ada --name flow-start/});
		await t.rejects(work, {message: reason});
		t.equal(submits(api), 1);
	}

	const {api, dispatch} = await open(t);
	api.breakWith(line => line.startsWith('POST') ? 'reset' : page);
	await fails(t, dispatch(), {code: 'unreachable', message: /the server did not answer whether it was taken anyway; it was sent only once\.$/});
	t.equal(submits(api), 1);
});

t.test('triggering: an interrupt does not wait for the answer, but looks for the job', async t => {
	const {api, platform} = await open(t);
	api.breakWith(line => line.startsWith('POST') ? 'hang' : undefined);
	const hurry = new AbortController();
	const dispatched = platform.dispatch({action: 'start', invocation}, {hurrySignal: hurry.signal});
	setTimeout(() => {
		hurry.abort();
	}, 50);
	await fails(t, dispatched, {code: 'cancelled', message: /had not answered the request to submit the job of start, and no job of it appeared within 5 s/});
	const stop = AbortSignal.abort(new Error('stopped'));
	await t.rejects(platform.dispatch({action: 'start', invocation}, {signal: stop}), {message: 'stopped'});
	t.equal(submits(api), 1);
});

t.test('watching: each failure in words, and what is known stays known', async t => {
	const cases: ReadonlyArray<readonly [SlurmFaultAnswer, code: string, message: RegExp]> = [
		[{status: 401, body: 'Authentication failure'}, 'credentials', /refused to read job 1: the token is wrong \(401\)/],
		[{status: 403, body: 'no'}, 'credentials', /\(403\)/],
		[busy, 'unreachable', /asked too often/],
		[down, 'unreachable', /failed to read job 1 \(500, Unable to contact slurm controller \(connect failure\) \(1001\)\)/],
		[{status: 503, body: 'starting'}, 'unreachable', /not slurmrestd's \(503, text\/plain\)/],
		[page, 'unreachable', /not slurmrestd's \(502, text\/html\)/],
		[login, 'unreachable', /not slurmrestd's \(200, text\/html\)/],
		[cut, 'unreachable', /not slurmrestd's/],
		[{status: 200, body: {errors: []}}, 'unreachable', /lists no jobs/],
		['reset', 'unreachable', /gave no answer to the request to read job 1/],
		['hang', 'unreachable', /no answer within 30 s/],
	];
	for (const [fault, code, message] of cases) {
		const {api, platform, dispatch, clock} = await open(t);
		await dispatch();
		api.breakWith(() => fault);
		clock.expectAnswers(fault !== 'hang');
		await fails(t, platform.listRuns(query), {code, message});
		api.breakWith(undefined);
		clock.expectAnswers(true);
		t.match(await platform.listRuns(query), [{id: 'slurm:Cluster:1', status: 'queued'}]);
		api.breakWith(() => fault);
		clock.expectAnswers(fault !== 'hang');
		t.match(await catchError(platform.listRuns(query)), {message, runs: [{id: 'slurm:Cluster:1', status: 'queued'}]}, 'as it was last seen');
		api.breakWith(undefined);
		clock.expectAnswers(true);
		api.set(1, {state: 'COMPLETED', endedAt: startAt});
		t.match(await platform.listRuns(query), [{status: 'completed', meaning: 'success'}]);
	}
});

t.test('watching: a token that expires in mid-run is named, though the server says 500', async t => {
	let isExpired = false;
	const {api, platform, clock, dispatch} = await open(t, {isGoodToken: () => !isExpired});
	await dispatch();
	await platform.listRuns(query);
	clock.advance(1_800_001);
	isExpired = true;
	await fails(t, platform.listRuns(query), {code: 'credentials', message: /refused to read job 1: the token expired at 2026-06-01 12:30:00 UTC \(500, Unspecified error\)/, hint: /scontrol token username=ada .*set Cluster_Token/});
	const before = submits(api);
	await fails(t, dispatch(), {code: 'credentials', message: /the token expired at .* \(500, Zero Bytes were transmitted or received \(5005\)\)/});
	t.equal(submits(api), before + 1);
	t.equal(api.jobs.size, 1);
});

t.test('watching: the clock of this machine is wrong: a good token goes on to be used', async t => {
	const {platform, clock, dispatch} = await open(t, {now: () => startAt});
	clock.advance(7_200_000);
	t.same(await dispatch(), {runId: 'slurm:Cluster:1'});
	t.match(await platform.listRuns(query), [{createdAt: startAt + 7_200_000}], 'in our time');
});

t.test('watching: one job is refused, the others are seen', async t => {
	const {api, platform} = await open(t);
	for (const rank of [1, 2, 3]) {
		await platform.dispatch({action: 'sum', rank, invocation});
	}

	await platform.listRuns(query);
	api.set(3, {state: 'RUNNING'});
	api.breakWith(line => line.endsWith('/job/1') ? page : undefined);
	t.match(await catchError(platform.listRuns(query)), {runs: [{id: 'slurm:Cluster:3'}, {id: 'slurm:Cluster:2'}, {id: 'slurm:Cluster:1', status: 'queued'}]});
});

t.test('cancelling: refusals in words, purged and ended jobs are no failure', async t => {
	const {api, platform, dispatch} = await open(t);
	const {runId} = await dispatch();
	for (const [fault, message] of [
		[{status: 401, body: 'Authentication failure'}, /refused to cancel job 1: the token is wrong \(401\)/],
		[{status: 500, body: {errors: [{error: 'Access/permission denied', error_number: 2002}]}}, /refused to cancel job 1 \(500, Access\/permission denied \(2002\)\)/],
		[page, /not slurmrestd's/], ['reset', /gave no answer to the request to cancel job 1/],
	] as const) {
		api.breakWith(() => fault);
		await t.rejects(platform.cancel(runId!), {message});
	}

	api.breakWith(undefined);
	api.purge(1);
	await platform.cancel(runId!);
});
