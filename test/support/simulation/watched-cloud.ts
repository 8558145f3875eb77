import {FaasrTuiError} from '../../../source/ports/errors/faasr-tui-error.js';
import {type Bucket, type BucketObject} from '../../../source/ports/bucket.js';
import {type Cloud} from '../../../source/ports/cloud.js';
import {type DispatchRequest} from '../../../source/ports/platform.js';
import {mapRun} from '../../../source/clouds/github/map-run.js';
import {gh} from '../run-id.js';
import {getOwnId, type RunId} from '../../../source/core/run/run-id.js';
import {createRandom} from './random.js';
import {type Scenario} from './scenario.js';
import {getBytes, getEtag, getRunState, type StoreName, type World, type WorldRun} from './world.js';

/** How often something was asked for. */
export type Requests = {listings: number; reads: number; runLists: number; readonly dispatches: DispatchRequest[]; cancels: number};

export type WatchedCloudOptions = {
	readonly world: World;
	readonly scenario: Scenario;
	/** Starts an action; gives its run. */
	readonly onDispatch: (request: DispatchRequest) => WorldRun;
	readonly onCancel: (run: WorldRun, isForced: boolean) => void;
};

/** GitHub's JSON of a run as it was at a time, its own times by the platform's clock. */
const renderRun = (run: WorldRun, at: number, workflowName: string): Readonly<Record<string, unknown>> => {
	const state = getRunState(run, at) ?? run.states[0]!;
	const startedAt = run.states.findLast(({status, attempt}) => attempt === state.attempt && status === 'queued')?.at ?? run.createdAt;
	return {
		id: run.id,
		path: `.github/workflows/${workflowName}-${run.action}.yml@refs/heads/main`,
		display_title: run.title,
		status: state.status,
		conclusion: state.conclusion ?? null,
		created_at: new Date(run.createdAt).toISOString(),
		run_started_at: new Date(startedAt).toISOString(),
		updated_at: new Date(state.at).toISOString(),
		html_url: `https://github.com/user/repo/actions/runs/${run.id}`,
		run_attempt: state.attempt,
	};
};

/** The world as a watcher sees it through the ports, in the weather of its scenario. */
export const createWatchedCloud = ({world, scenario, onDispatch, onCancel}: WatchedCloudOptions, name: string) => {
	const {timeline} = world;
	const {shape, weather, skewMs, storeSkewMs, pollIntervalMs} = scenario;
	const clock = timeline.createClock(skewMs);
	const startedAt = timeline.now();
	const delays = createRandom(`${scenario.seed} ${name} latency`);
	const requests: Requests = {listings: 0, reads: 0, runLists: 0, dispatches: [], cancels: 0};
	/** Runs that this watcher has started itself: it knows whose they are without their titles. */
	const dispatchedBy = new Map<RunId, string>();
	let lastAnswer = '';

	const answer = async <Result>(source: 'bucket' | 'platform', look: () => Result, signal?: AbortSignal): Promise<Result> => {
		signal?.throwIfAborted();
		const passedMs = timeline.now() - startedAt;
		// Who looks at it later finds everything in order.
		const isOut = name === 'live' && weather.outages.some(({source: failing, fromMs, toMs}) => failing === source && passedMs >= fromMs && passedMs < toMs);
		if (weather.latencyMs > 0) {
			await clock.sleep(delays.int(1, weather.latencyMs), {...(signal && {signal})});
		}

		if (isOut) {
			throw new FaasrTuiError(`The ${source} does not answer.`, {code: 'unreachable', hint: 'Wait.'});
		}

		return look();
	};

	const createBucket = (store: StoreName): Bucket => ({
		name: store,
		async list(prefix, {signal} = {}) {
			requests.listings++;
			return answer('bucket', () => {
				const found = [...world.read(store, prefix, timeline.now() - weather.objectLagMs)]
					.map(([key, {text, at}]): BucketObject => ({key, sizeBytes: text.length, etag: getEtag(text), modifiedAt: at + storeSkewMs}))
					.sort((a, b) => a.key < b.key ? -1 : 1);
				return weather.isDoubled ? found.flatMap(object => [object, object]) : found;
			}, signal);
		},
		listFolders: async (prefix, {signal} = {}) => answer('bucket', () =>
			[...new Set([...world.read(store, prefix).keys()].map(key => key.slice(prefix.length)).filter(key => key.includes('/')).map(key => key.split('/')[0]!))].sort(), signal),
		async read(key, {signal, startByte = 0} = {}) {
			requests.reads++;
			return answer('bucket', () => {
				const text = world.read(store, key).get(key)?.text;
				return text === undefined ? undefined : {bytes: getBytes(text).slice(startByte), startByte, etag: getEtag(text)};
			}, signal);
		},
		remove: async (keys, {signal} = {}) => answer('bucket', () => {
			for (const key of keys) {
				world.tell(`faasr-tui removes ${key.split('/').slice(4).join('/')}`);
				world.remove(store, key);
			}
		}, signal),
	});

	const listRuns = (since: number): readonly WorldRun[] => {
		const at = timeline.now();
		return world.runs.filter(run => run.createdAt <= at - weather.runLagMs && run.createdAt <= at - weather.newRunLagMs && run.createdAt >= since - skewMs - 5000);
	};

	const doneBucket = createBucket('S3');
	const cloud: Cloud = {
		label: 'the simulated cloud',
		secrets: [],
		defaultStore: {name: 'S3', store: {Bucket: 'bucket'}},
		logBucket: shape.hasTwoStores ? createBucket('Logs') : doneBucket,
		doneBucket,
		async close() {
			// Nothing was started.
		},
		platform: {
			label: 'the simulated platform',
			...(pollIntervalMs !== undefined && {pollIntervalMs}),
			dispatch: async (request, {signal} = {}) => answer('platform', () => {
				requests.dispatches.push(request);
				world.tell(`faasr-tui dispatches ${request.action}${request.rank === undefined ? '' : `(${request.rank})`}`);
				const {id} = onDispatch(request);
				dispatchedBy.set(gh(id), request.invocation.id);
				return {runId: gh(id)};
			}, signal),
			listRuns: async ({invocation, since, isComplete}, {signal} = {}) => answer('platform', () => {
				requests.runLists++;
				const actionByFile = new Map(Object.keys(shape.next).map(action => [`${invocation.workflowName}-${action}.yml`, action]));
				const runs = listRuns(since).flatMap(run => {
					const raw = renderRun(run, timeline.now() - weather.runLagMs, invocation.workflowName);
					return mapRun(raw, {invocation, since: since - skewMs, actionByFile, dispatchedBy, toLocalTime: at => at + skewMs}) ?? [];
				}).reverse();
				const text = JSON.stringify(runs);
				const isNews = text !== lastAnswer;
				lastAnswer = text;
				return isNews || isComplete === true ? (weather.isDoubled ? runs.flatMap(run => [run, run]) : runs) : undefined;
			}, signal),
			cancel: async (runId, {signal, force = false} = {}) => answer('platform', () => {
				requests.cancels++;
				const run = world.runs.find(({id}) => gh(id) === runId)!;
				world.tell(`faasr-tui cancels run ${getOwnId(runId)} of ${run.action}${force ? ' by force' : ''}`);
				onCancel(run, force);
			}, signal),
			readRunLog: async () => undefined,
		},
	};
	return {cloud, clock, requests};
};

export type WatchedCloud = ReturnType<typeof createWatchedCloud>;
