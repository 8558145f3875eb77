import t from 'tap';
import {type WorkflowDocument} from '../../../source/core/workflow/document.js';
import {findCredentials} from '../../../source/clouds/credentials/find-credentials.js';
import {checkDollars, checkSlurm, checkSlurmBeforeTrigger, checkSlurmServers} from '../../../source/run/preflight/check-slurm.js';
import {createQuickClock} from '../../support/slurm/quick-clock.js';
import {createSlurmDocument} from '../../support/slurm/slurm-document.js';
import {createSlurmToken} from '../../support/slurm/slurm-token.js';
import {startSlurmApi, type SlurmApiOptions} from '../../support/slurm/start-slurm-api.js';

const startAt = Date.UTC(2026, 5, 1, 12);
const day = 86_400_000;

type Test = Parameters<typeof startSlurmApi>[0];

const check = async (t: Test, {server = {}, expiresAt = startAt + day, user = 'ada', api: options, change = document => document}: {
	readonly server?: Readonly<Record<string, unknown>>;
	readonly expiresAt?: number;
	readonly user?: string;
	readonly api?: SlurmApiOptions;
	readonly change?: (document: WorkflowDocument) => WorkflowDocument;
} = {}) => {
	const clock = createQuickClock(startAt);
	const api = await startSlurmApi(t, {versions: ['v0.0.36', 'v0.0.38'], ...options});
	const checks = [];
	const document = change(createSlurmDocument(api.url, server));
	for await (const each of checkSlurm({document, serverName: 'Cluster', token: createSlurmToken({user, expiresAt}), clock})) {
		checks.push(each);
	}

	return {api, checks, lines: checks.map(({status, message}) => `${status}: ${message}`)};
};

for (const version of ['v0.0.36', 'v0.0.38', 'v0.0.41']) {
	t.test(`a server of ${version} where all is well`, async t => {
		const {lines, api} = await check(t, {server: {APIVersion: version}, api: {versions: [version]}});
		t.strictSame(lines, [
			'ok: The token of the SLURM server Cluster is ada\'s, valid until 2026-06-02 12:00 UTC.',
			`ok: Slurm answers at ${new URL(api.url).host} with API version ${version}.`,
			'ok: The partition faasr of Cluster is up; its jobs may take 120 min.',
		]);
		t.notOk(api.requests.some(line => !line.startsWith('GET')), 'nothing is started');
	});
}

t.test('a partition that takes no jobs now', async t => {
	for (const version of ['v0.0.38', 'v0.0.41']) {
		const {lines} = await check(t, {server: {APIVersion: version}, api: {versions: [version], partitionState: 'DRAIN'}});
		t.equal(lines.at(-1), 'warning: The partition faasr of Cluster is not up (DRAIN): jobs wait in it.');
	}
});

t.test('a controller that is down behind its slurmrestd', async t => {
	const {lines} = await check(t, {api: {isControllerUp: false}});
	t.equal(lines[1], 'warning: slurmrestd of Cluster answers, and its slurmctld does not: no job can be submitted.');
});

t.test('a token that does not expire', async t => {
	const {lines} = await check(t, {expiresAt: Number.NaN});
	t.equal(lines[0], 'ok: The token of the SLURM server Cluster is ada\'s and does not expire.');
});

t.test('a version that the server lacks, and the one to take', async t => {
	const {checks} = await check(t, {server: {APIVersion: 'v0.0.37'}});
	t.match(checks.at(-1), {status: 'failed', code: 'unreachable', message: 'The SLURM server Cluster has no API version v0.0.37; it has v0.0.36, v0.0.38.', hint: 'Set ComputeServers.Cluster.APIVersion to v0.0.38.'});
	const newer = await check(t, {api: {versions: ['v0.0.45', 'v0.0.50']}});
	t.match(newer.checks.at(-1), {hint: 'Set ComputeServers.Cluster.APIVersion to v0.0.45.'});
	const unknown = await check(t, {api: {versions: ['v0.0.50']}});
	t.match(unknown.checks.at(-1), {hint: 'faasr-tui reads v0.0.36 to v0.0.45.'});
});

t.test('a token: expired, somebody else\'s, none at all, one that ends before the jobs do', async t => {
	const cases = [
		[{expiresAt: startAt - 60_000}, 'failed: The token of the SLURM server Cluster cannot work: the token expired at 2026-06-01 11:59:00 UTC.'],
		[{user: 'eve'}, 'failed: The token of the SLURM server Cluster cannot work: the token is for the user eve, and UserName is ada.'],
		[{expiresAt: startAt + (30 * 60_000)}, 'warning: The token of the SLURM server Cluster expires in 30 min, and the jobs of a run may take 65 min: those after it cannot be submitted.'],
	] as const;
	for (const [options, line] of cases) {
		t.equal((await check(t, options)).lines[0], line);
	}

	const {checks} = await check(t, {expiresAt: startAt - 60_000});
	t.match(checks[0], {code: 'credentials', hint: 'Get one with "scontrol token username=ada lifespan=86400" on the cluster, and set Cluster_Token.'});
});

t.test('partitions, time limits and containers', async t => {
	const {lines, api} = await check(t, {
		server: {TimeLimit: 3600},
		change: document => ({
			...document,
			ActionContainers: {start: 'x'},
			ActionList: {...document.ActionList, sum: {...document.ActionList['sum']!, Resources: {Partition: 'gpu', TimeLimit: 5}}},
		}),
	});
	t.strictSame(lines.slice(1), [
		'failed: No container is named for sum, which runs on the SLURM server Cluster.',
		'warning: TimeLimit of start is 3600 on the SLURM server Cluster, which counts minutes: 60 hours.',
		`ok: Slurm answers at ${new URL(api.url).host} with API version v0.0.38.`,
		'warning: The job of start wants 3600 min, and the partition faasr of Cluster allows 120 min: it would wait for ever.',
		'failed: The SLURM server Cluster has no partition gpu.',
	]);
});

t.test('a server that refuses, or is none', async t => {
	const refused = await check(t, {api: {isGoodToken: () => false}, expiresAt: startAt - 1000});
	t.match(refused.lines.at(-1), /failed: The SLURM server Cluster refused to answer a ping: the token expired at 2026-06-01 11:59:59 UTC \(500, Unspecified error\)\./);
	const silent = await check(t, {server: {APIVersion: 'v0.0.37'}, api: {lists: false}});
	t.match(silent.checks.at(-1), {status: 'failed', message: /does not know the request to answer a ping: it has no API version v0\.0\.37 \(404\)/, hint: /APIVersion/});
	const gone = await check(t, {server: {Endpoint: 'http://127.0.0.1:1'}});
	t.match(gone.checks.at(-1), {status: 'failed', code: 'unreachable', message: 'Cannot reach 127.0.0.1:1 to list its API versions (ECONNREFUSED).', hint: /ComputeServers\.Cluster\.Endpoint/});
	const none = await check(t, {server: {Endpoint: '???'}});
	t.match(none.checks, [{status: 'failed', code: 'document-invalid', message: 'The Endpoint of the server Cluster is not the address of a server.'}]);
});

t.test('a token that travels in the clear, a certificate that nobody checks', async t => {
	const {checks} = await check(t, {server: {Endpoint: 'http://cluster.invalid:6820'}});
	t.match(checks[0], {status: 'warning', message: 'The SLURM server Cluster is reached over http (cluster.invalid:6820): its token and all credentials can be read on the way.'});
	const unchecked = await check(t, {server: {Endpoint: 'https://cluster.invalid', AllowSelfSignedCertificate: true}});
	t.match(unchecked.checks[0], {status: 'warning', message: /certificate of the SLURM server Cluster is not checked/});
});

t.test('a "$" in a secret that FaaSr would pass on', t => {
	const document = createSlurmDocument('http://cluster.example');
	const secrets = {S3_AccessKey: 'plain', S3_SecretKey: 'pa$$word'};
	const checks = checkDollars(document, secrets);
	t.match(checks, [{status: 'failed', code: 'credentials', message: /^S3_SecretKey has a "\$"/}]);
	t.notMatch(JSON.stringify(checks), 'pa$$');
	t.strictSame(checkDollars({...document, ActionList: {start: document.ActionList['start']!}}, secrets), [], 'faasr-tui submits the entry action unspoiled');
	t.end();
});

const createCredentials = (token: string | undefined, secrets: Readonly<Record<string, string>> = {}) => ({
	...findCredentials(createSlurmDocument('http://127.0.0.1:1'), {env: {GITHUB_REPOSITORY: 'o/r', S3_AccessKey: 'a', S3_SecretKey: 's', ...(token !== undefined && {Cluster_Token: token})}}), secrets,
});

t.test('each used server is checked, or that it is not is said', async t => {
	const clock = createQuickClock(startAt);
	const api = await startSlurmApi(t);
	const document = createSlurmDocument(api.url);
	const list = async (...credentials: Parameters<typeof createCredentials>) => {
		const lines: string[] = [];
		for await (const {status, message} of checkSlurmServers({document, credentials: createCredentials(...credentials), clock})) {
			lines.push(`${status}: ${message}`);
		}

		return lines;
	};

	t.match(await list(undefined), ['warning: The SLURM server Cluster is not checked, for Cluster_Token is not set; its jobs are not seen while a workflow runs.']);
	t.match(await list(createSlurmToken({expiresAt: startAt + day}), {S3_SecretKey: 'a$b'}), [/^ok: The token/, /^ok: Slurm answers/, /^ok: The partition/, /^failed: S3_SecretKey has a "\$"/]);
});

t.test('before a trigger nothing is asked, and an expired token is the cluster\'s to refuse', async t => {
	const api = await startSlurmApi(t);
	const list = (document: WorkflowDocument, ...credentials: Parameters<typeof createCredentials>) =>
		checkSlurmBeforeTrigger({document, credentials: createCredentials(...credentials), clock: createQuickClock(startAt)}).map(({status, id}) => `${status} ${id}`);
	const document = createSlurmDocument(api.url);
	t.strictSame(list(document, createSlurmToken({expiresAt: startAt + day})), ['ok slurm-token Cluster']);
	t.strictSame(list(document, createSlurmToken({expiresAt: startAt - 1}), {X: '$'}), ['warning slurm-token Cluster', 'failed slurm-secret X']);
	t.strictSame(list({...document, ActionContainers: {start: 'x'}}, createSlurmToken({expiresAt: startAt + day})), ['ok slurm-token Cluster', 'failed slurm-container sum']);
	t.strictSame(list(document, undefined), []);
	t.strictSame(api.requests, []);
});
