import t from 'tap';
import {createRouter} from '../../../source/clouds/platforms/create-router.js';
import {type PlatformRun} from '../../../source/core/run/platform-run.js';
import {createRunId, type RunId} from '../../../source/core/run/run-id.js';
import {type WorkflowDocument} from '../../../source/core/workflow/document.js';
import {FaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';
import {PartialListError} from '../../../source/ports/partial-list-error.js';
import {type Platform, type RunQuery} from '../../../source/ports/platform.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {createTinyDocument} from '../../support/core/tiny-workflow.js';

const invocation = {workflowName: 'Tiny', timestamp: '2026-11-23T00-00-00', id: 'id'};
const tiny = createTinyDocument({a: ['b', 'c'], b: [], c: [], d: []});
const document: WorkflowDocument = {
	...tiny,
	ComputeServers: {
		GH: {FaaSType: 'GitHubActions', UserName: 'o', ActionRepoName: 'r'}, Cluster: {FaaSType: 'SLURM'}, Cloud: {FaaSType: 'Lambda'}, Other: {FaaSType: 'SLURM'},
	},
	ActionList: Object.fromEntries(Object.entries({a: 'GH', b: 'Cluster', c: 'Cloud', d: 'Other'}).map(([action, FaaSServer]) => [action, {...tiny.ActionList[action]!, FaaSServer}])),
};
const unseen = [{server: 'Cloud', type: 'Lambda'}, {server: 'Other', type: 'SLURM', missing: 'Other_Token'}];
const away = new FaasrTuiError('The cluster is away.', {code: 'unreachable', hint: 'Wait.'});

/** A platform that notes what it is asked. */
const createFake = (source: string, pollIntervalMs?: number) => {
	const asked: string[] = [];
	const queries: RunQuery[] = [];
	const state: {runs: readonly PlatformRun[] | undefined; failure: Error | undefined} = {runs: [{id: createRunId(source, 1), action: source, status: 'queued'}], failure: undefined};
	const platform: Platform = {
		label: `label of ${source}`,
		...(pollIntervalMs !== undefined && {pollIntervalMs}),
		async dispatch({action}) {
			asked.push(`dispatch ${action}`);
			return {runId: createRunId(source, 7)};
		},
		async listRuns(query) {
			queries.push(query);
			if (state.failure !== undefined) {
				throw state.failure;
			}

			return state.runs;
		},
		async cancel(id, {force = false} = {}) {
			asked.push(`cancel ${id}${force ? ' by force' : ''}`);
		},
		async readRunLog(id) {
			return `log of ${id}`;
		},
	};
	return {platform, asked, queries, state, listedAt: () => queries.length};
};

const open = () => {
	const clock = createVirtualClock(0);
	const github = createFake('gh', 15_000);
	const slurm = createFake('slurm:Cluster', 5000);
	const router = createRouter({
		document, unseen, clock,
		adapters: [{source: 'slurm:Cluster', servers: new Set(['Cluster']), platform: slurm.platform}, {source: 'gh', servers: new Set(['GH']), platform: github.platform}],
	});
	const list = async (query: Partial<RunQuery> = {}): Promise<readonly RunId[] | undefined> => (await router.listRuns({invocation, since: 0, ...query}))?.map(({id}) => id);
	return {clock, github, slurm, router, list};
};

t.test('an action is dispatched on its server\'s platform, and its run\'s id says where it is cancelled and logged', async t => {
	const {router, github, slurm} = open();
	t.same(await router.dispatch({action: 'a', invocation}), {runId: 'gh:7'});
	t.same(await router.dispatch({action: 'b', invocation}), {runId: 'slurm:Cluster:7'});
	await router.cancel('slurm:Cluster:7', {force: true});
	await router.cancel('gh:7');
	t.same(slurm.asked, ['dispatch b', 'cancel slurm:Cluster:7 by force']);
	t.same(github.asked, ['dispatch a', 'cancel gh:7']);
	t.equal(await router.readRunLog('slurm:Cluster:7'), 'log of slurm:Cluster:7');
	t.equal(router.label, 'label of gh and label of slurm:Cluster', 'the entry action\'s first');
	t.equal(router.pollIntervalMs, 5000);
});

t.test('what nobody drives is refused, with what is missing', async t => {
	const {router} = open();
	await t.rejects(router.dispatch({action: 'c', invocation}), {code: 'usage', message: /its server Cloud is of type Lambda, which faasr-tui cannot start yet/u});
	await t.rejects(router.dispatch({action: 'd', invocation}), {code: 'credentials', message: /no token of its server Other \(SLURM\) is set/u, hint: 'Set Other_Token in the environment or in .env.'});
	await t.rejects(router.dispatch({action: 'nobody', invocation}), {code: 'document-invalid'});
	await t.rejects(router.cancel('slurm:Other:3'), {code: 'credentials', message: /The platform run 3 cannot be cancelled: there is nobody to ask for slurm:Other/u});
	await t.rejects(router.readRunLog('k8s:K:x'), {code: 'credentials'});
});

t.test('each platform is listed at its own pace, all when a complete list is wanted or one is urgent', async t => {
	const {router, clock, github, slurm, list} = open();
	t.same(await list(), ['slurm:Cluster:1', 'gh:1']);
	await clock.advance(5000);
	t.same(await list(), ['slurm:Cluster:1'], 'GitHub is not asked yet');
	t.equal(router.getListedAt?.(), 0, 'so the list is as old as GitHub\'s');
	await clock.advance(5000);
	slurm.state.runs = undefined;
	t.equal(await list(), undefined, 'nothing new');
	await clock.advance(5000);
	t.same(await list(), ['gh:1']);
	t.equal(router.getListedAt?.(), 15_000);
	await clock.advance(1000);
	t.same(await list(), ['gh:1'], 'who looks before the shortest interval is over is in a hurry');
	t.same([slurm.queries.length, github.queries.length], [5, 3]);
	await clock.advance(5000);
	await list({isComplete: true});
	t.same([slurm.queries.length, github.queries.length], [6, 4]);
});

t.test('each is asked for the runs that are named of its own actions', async t => {
	const {github, slurm, list} = open();
	await list({named: [{action: 'b', id: '17'}, {action: 'd', id: '4'}]});
	t.same(slurm.queries[0]?.named, [{action: 'b', id: '17'}]);
	t.equal(github.queries[0]?.named, undefined);
});

t.test('a platform that fails does not hide the runs of the others, nor make them wait', async t => {
	const {router, clock, github, slurm, list} = open();
	await list();
	github.state.failure = new FaasrTuiError('Too much was asked.', {code: 'unreachable', rateLimit: {waitMs: 60_000}});
	await clock.advance(15_000);
	const failing = list();
	await t.rejects(failing, {message: 'Too much was asked.', rateLimit: undefined, runs: [{id: 'slurm:Cluster:1'}]});
	await clock.advance(20_000);
	await t.rejects(list({isComplete: true}), {message: 'Too much was asked.'}, 'it stands, and nobody asks before the limit ends');
	t.equal(github.queries.length, 2);
	slurm.state.failure = away;
	await clock.advance(20_000);
	await t.rejects(list(), {message: 'The cluster is away.'}, 'all of them fail');
	github.state.failure = undefined;
	slurm.state.failure = new PartialListError(away, [{id: 'slurm:Cluster:2', action: 'b', status: 'queued'}]);
	await clock.advance(40_000);
	await t.rejects(list(), {message: 'The cluster is away.', runs: [{id: 'slurm:Cluster:2'}, {id: 'gh:1'}]});
	slurm.state.failure = undefined;
	await clock.advance(15_000);
	t.same(await list(), ['slurm:Cluster:1', 'gh:1']);
	t.equal(router.getListedAt?.(), clock.now());
});

t.test('a bug and an abort are nobody\'s failure to answer', async t => {
	const {github, router, list} = open();
	github.state.failure = new TypeError('a bug');
	await t.rejects(list(), TypeError);
	github.state.failure = away;
	await t.rejects(router.listRuns({invocation, since: 0, isComplete: true}, {signal: AbortSignal.abort()}), away);
});

t.test('with no platform at all S3 alone is followed', async t => {
	const router = createRouter({document, adapters: [], unseen, clock: createVirtualClock(0)});
	t.equal(router.label, 'GitHubActions, followed by S3 alone');
	t.same(await router.listRuns({invocation, since: 0}), []);
	t.equal(router.listBegun, undefined);
	t.equal(createRouter({document: {...document, FunctionInvoke: 'nobody'}, adapters: [], unseen, clock: createVirtualClock(0)}).label, 'no platform, followed by S3 alone');
});

t.test('what begins is listed by the entry action\'s platform, and requests are counted where they are', async t => {
	const github = createFake('gh');
	const begun = [{runId: createRunId('gh', 1), status: 'queued', createdAt: 5}] as const;
	const budget = {remaining: 1, limit: 2, resetAt: 3};
	const router = createRouter({
		document, unseen, clock: createVirtualClock(0),
		adapters: [{source: 'gh', servers: new Set(['GH']), platform: {...github.platform, listBegun: async () => begun, getBudget: () => budget}}],
	});
	t.same(await router.listBegun?.({since: 0}), begun);
	t.equal(router.getBudget?.(), budget);
	t.equal(router.pollIntervalMs, 15_000);
});
