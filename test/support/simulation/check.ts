import {isSettled} from '../../../source/core/run/status.js';
import {exitCodes} from '../../../source/ports/errors/exit-codes.js';
import {getRunResult} from '../../../source/run/runner/run-result.js';
import {listInstances, listPredecessors, type Shape} from './document.js';
import {say, type Watched} from './observe.js';
import {type Arrival} from './play-invocation.js';
import {type Scenario} from './scenario.js';
import {listBlurred, tellOutcome, tellTruth} from './truth.js';

/** One rule that the program broke. */
export type Disagreement = {
	/** Names the rule: two disagreements of one rule are alike. */
	readonly rule: string;
	/** What was said and what is true, in words. */
	readonly text: string;
};

/** What the containers of an invocation did at times, as far as a verdict must wait for it; the last flush only repeats what is known by then. */
const listDeedTimes = ({deeds}: Arrival): readonly number[] => [deeds.workedAt, deeds.doneAt, ...deeds.dispatches.map(({at}) => at)].filter(at => at !== undefined);

/** Whether a node is known by a time never to write its marker: nothing of it is alive or will come, and it has none. */
const isLost = (node: string, arrivals: readonly Arrival[], at: number, shape: Shape): boolean =>
	arrivals.filter(arrival => arrival.node === node).every(arrival => arrival.deeds.doneAt === undefined && arrival.createdAt <= at
		&& ((arrival.deeds.errorAt ?? arrival.end?.at ?? Number.POSITIVE_INFINITY) <= at || isReplaced(arrival, arrivals, at) || isBarred(arrival.action, arrivals, at, shape)));

/** Whether somebody else is or was at work in the place of an arrival: of a join's arrivals only the first candidate goes on. */
const isReplaced = (arrival: Arrival, arrivals: readonly Arrival[], at: number): boolean =>
	arrivals.some(other => other !== arrival && other.node === arrival.node && other.deeds.workedAt !== undefined && other.deeds.workedAt <= at);

/** Whether an action is a join that waits for a marker which will never be written: whoever comes can only find it missing (faasr.md 2h). */
const isBarred = (action: string, arrivals: readonly Arrival[], at: number, shape: Shape): boolean => {
	const predecessors = listPredecessors(shape, action);
	return predecessors.length > 1 && predecessors.some(predecessor => isLost(predecessor, arrivals, at, shape));
};

/**
An arrival that may yet do something, in the eyes of everybody who cannot see into it: no last word, no end, and nobody else at work in
its place.
*/
export const isAlive = (arrival: Arrival, arrivals: readonly Arrival[], at: number, shape: Shape): boolean => {
	const {deeds, end, createdAt, action} = arrival;
	const lastWordAt = Math.min(...[deeds.finishedAt, deeds.errorAt, end?.at].filter(time => time !== undefined));
	// What has visibly dispatched all it had to has nothing left but its last words.
	const hasTriggeredAll = deeds.hasTriggeredAll === true && deeds.dispatches.length > 0 && deeds.dispatches.every(dispatch => dispatch.at <= at);
	return createdAt <= at && lastWordAt > at && !isReplaced(arrival, arrivals, at) && !isBarred(action, arrivals, at, shape) && !hasTriggeredAll;
};

export const describeSeconds = (at: number, startedAt: number): string => `${((at - startedAt) / 1000).toFixed(1)} s`;

export type CheckOptions = {
	readonly scenario: Scenario;
	/** Of the watched invocation, as far as it has happened. */
	readonly getArrivals: () => readonly Arrival[];
	/** Of the invocation beside it. */
	readonly getOthers: () => readonly Arrival[];
	readonly watched: Watched;
	/** Another invocation's runs cannot be told from this one's. */
	readonly isContested: boolean;
};

type Checked = Omit<CheckOptions, 'getArrivals' | 'getOthers'> & {readonly arrivals: readonly Arrival[]; readonly others: readonly Arrival[]};

/** A source that fails is asked again with growing pauses, the longest a minute (ms). */
const longestPauseMs = 60_000;

/** How much older what is seen may be because a source failed (ms). */
const getOutageMs = ({weather: {outages}}: Scenario): number => outages.length === 0 ? 0 : longestPauseMs + 15_000;

/** Longest time from what can be seen to the verdict (ms). */
const getBoundMs = ({scenario, isContested}: Checked, waitedMs: number): number => {
	const {weather, checkIntervalMs, pollIntervalMs = 15_000, registration} = scenario;
	// One look at each source that had just been looked at, and one that confirms.
	const looksMs = (2 * checkIntervalMs) + pollIntervalMs + 5000;
	const answersMs = (6 * weather.latencyMs) + weather.runLagMs + weather.newRunLagMs + weather.objectLagMs;
	const guessMs = registration === 'named' ? 0 : (isContested ? 75_000 : 20_000);
	// Who has waited for so long may have no quick look left: a list that confirms comes at its own pace.
	const paceMs = waitedMs > 60_000 ? pollIntervalMs : 0;
	return looksMs + paceMs + answersMs + guessMs;
};

/** When a verdict on what could be seen from a time on is due: what a source that fails then has to tell can be seen once it is asked again. */
const getDueAt = (options: Checked, lastAt: number): number => {
	const {scenario: {weather}, watched: {startedAt}} = options;
	const boundMs = getBoundMs(options, lastAt - startedAt);
	const hidden = weather.outages.filter(({fromMs}) => startedAt + fromMs <= lastAt + boundMs).map(({toMs}) => startedAt + toMs + longestPauseMs);
	return Math.max(lastAt, ...hidden) + boundMs;
};

/** When somebody first ran something again by hand. */
const getRerunAt = (arrivals: readonly Arrival[]): number => Math.min(...arrivals.filter(({attempt}) => attempt > 1).map(({createdAt}) => createdAt));

/**
Tells of which nodes that were run again by hand the first end stands: they had settled before a list showed the last new attempt,
their own or one that came before them, or the last run of theirs that such an attempt dispatched.
*/
export const findStanding = ({scenario, watched: {settled}}: Pick<CheckOptions, 'scenario' | 'watched'>, arrivals: readonly Arrival[]): ((node: string) => boolean) => {
	const {weather, checkIntervalMs, pollIntervalMs = 15_000} = scenario;
	// What is seen is so old.
	const ageMs = checkIntervalMs + weather.runLagMs + weather.latencyMs + pollIntervalMs + getOutageMs(scenario);
	const rerunAt = getRerunAt(arrivals);
	return node => {
		const again = arrivals.filter(({attempt, createdAt, node: other}) => attempt > 1 || (other === node && createdAt > rerunAt));
		return (settled.get(node)?.at ?? Number.POSITIVE_INFINITY) < Math.max(...again.map(({createdAt}) => createdAt)) + ageMs;
	};
};

/** Every node has the status, and the reason, that is true. */
const checkStatuses = ({scenario, arrivals, watched, isContested}: Checked): readonly Disagreement[] => {
	const getSaid = (node: string): string => say(watched.state.nodes.get(node)!);
	const blurred = listBlurred(scenario.shape, arrivals, scenario.weather);
	const stands = findStanding({scenario, watched}, arrivals);
	return [...tellTruth({scenario, arrivals, isContested, getSaid, stands})].flatMap(([node, {allowed}]) => allowed.includes(getSaid(node)) || blurred.has(node)
		? []
		: [{rule: `status: ${getSaid(node)} is ${allowed[0]!}`, text: `${node} is said to be ${getSaid(node)}; it is ${allowed.join(' or ')}`}]);
};

/** The run's outcome and exit code follow from its nodes. */
const checkOutcome = ({watched: {state}}: Checked): readonly Disagreement[] => {
	const outcome = tellOutcome([...state.nodes.values()].map(({status}) => status));
	const codes: Readonly<Record<string, readonly number[]>> = {
		COMPLETED: [exitCodes.completed], FAILED: [exitCodes['function-failed']], TIMEOUT: [exitCodes['timed-out'], exitCodes.unreachable], CANCELLED: [exitCodes.cancelled],
	};
	const {exitCode} = getRunResult(state, 0);
	return state.outcome === outcome && codes[outcome]!.includes(exitCode)
		? []
		: [{rule: 'outcome', text: `the run is said to be ${state.outcome}, exit code ${exitCode}; its nodes make it ${outcome}`}];
};

/** Nothing settled changes; nothing is settled before it is over; the verdict comes when nothing is alive, and not long after. */
const checkTimes = (options: Checked): readonly Disagreement[] => {
	const {scenario, isContested, arrivals, others, watched: {settled, endedAt, startedAt, changes, state}} = options;
	if (endedAt === undefined) {
		return [{rule: 'no verdict', text: 'the run never gets its verdict'}];
	}

	const rerunAt = getRerunAt(arrivals);
	const blurred = listBlurred(scenario.shape, arrivals, scenario.weather);
	// What was settled before somebody ran it again stands.
	const isSettledBefore = ({node, attempt, createdAt}: Arrival): boolean => attempt > 1 && (settled.get(node)?.at ?? createdAt) < createdAt;
	const early = [...settled].filter(([node]) => !blurred.has(node)).flatMap(([node, {at, said}]) => arrivals.some(arrival => arrival.node === node && listDeedTimes(arrival).some(time => time > at && time < rerunAt)) && !said.startsWith('TIMEOUT')
		? [{rule: `early: ${said}`, text: `${node} is settled as ${said} after ${describeSeconds(at, startedAt)}, and goes on working`}]
		: []);
	const isGivenUp = state.outcome === 'TIMEOUT' || [...state.nodes.values()].some(({status}) => status === 'TIMEOUT');
	// What is run again by hand is waited for by nobody, nor what comes of it.
	// A run that no list has shown by then was alive for nobody.
	const isUnlisted = ({createdAt}: Arrival): boolean => scenario.weather.newRunLagMs > 0 && createdAt + scenario.weather.newRunLagMs > endedAt - (scenario.pollIntervalMs ?? 15_000);
	const alive = isGivenUp || Number.isFinite(rerunAt)
		? []
		: arrivals.filter(arrival => isAlive(arrival, arrivals, endedAt, scenario.shape) && !isSettledBefore(arrival) && !isUnlisted(arrival) && !blurred.has(arrival.node)).map(({run, node}) =>
			({rule: 'verdict while alive', text: `the verdict comes after ${describeSeconds(endedAt, startedAt)} while run ${run.id} of ${node} is alive`}));
	// Beside another invocation whose runs may be this one's, its news is news.
	const lastAt = Math.max(startedAt, ...(isContested ? [...arrivals, ...others] : arrivals).flatMap(arrival => [...listDeedTimes(arrival), arrival.deeds.errorAt ?? 0, arrival.deeds.finishedAt ?? 0, arrival.end?.at ?? 0]));
	const dueAt = getDueAt(options, lastAt) + (isGivenUp || isContested ? scenario.timeoutMs : 0);
	return [
		...changes.map(text => ({rule: 'settled changes', text})),
		...early,
		...alive,
		...(endedAt > dueAt ? [{rule: 'late', text: `the verdict comes after ${describeSeconds(endedAt, startedAt)}; all could be seen after ${describeSeconds(lastAt, startedAt)}`}] : []),
	];
};

/** Watching costs what was promised. */
const checkRequests = ({scenario, watched: {requests, endedAt, startedAt}}: Checked): readonly Disagreement[] => {
	const seconds = ((endedAt ?? startedAt) - startedAt) / 1000;
	const nodeCount = Object.keys(scenario.shape.next).flatMap(action => listInstances(scenario.shape, action)).length;
	const storeCount = scenario.shape.hasTwoStores ? 2 : 1;
	const listings = storeCount * (5 + (seconds / (scenario.checkIntervalMs / 1000)) + (4 * nodeCount));
	const runLists = scenario.pollIntervalMs === undefined ? 19 + (seconds / 15) : 19 + seconds;
	return [
		...(requests.listings > listings ? [{rule: 'requests: listings', text: `${requests.listings} listings in ${seconds.toFixed(0)} s`}] : []),
		...(requests.runLists > runLists ? [{rule: 'requests: run lists', text: `${requests.runLists} lists of runs in ${seconds.toFixed(0)} s`}] : []),
	];
};

/** What is run again by hand after the verdict is another story, and so is all that comes of it: whom it dispatches, and whom a marker that it writes lets into a join. */
const withoutAnotherStory = (arrivals: readonly Arrival[], endedAt: number): readonly Arrival[] => {
	const others = new Set<Arrival>();
	const isOfOther = ({createdAt, action, rank}: Arrival): boolean => [...others].some(({deeds}) => deeds.dispatches.some(dispatch => dispatch.at === createdAt && dispatch.action === action && dispatch.rank === rank));
	const beganAt = Math.min(...arrivals.filter(({attempt, createdAt}) => attempt > 1 && createdAt >= endedAt).map(({createdAt}) => createdAt));
	return arrivals.flatMap(arrival => {
		if ((arrival.attempt > 1 && arrival.createdAt >= endedAt) || isOfOther(arrival)) {
			others.add(arrival);
			return [];
		}

		const isLetIn = (arrival.deeds.workedAt ?? 0) >= beganAt;
		if (!isLetIn) {
			return [arrival];
		}

		others.add(arrival);
		return [{...arrival, deeds: {dispatches: []}, end: {at: arrival.end?.at ?? Number.POSITIVE_INFINITY, conclusion: 'success' as const}}];
	});
};

/** Compares what was said of a run that was left alone with what is true. */
export const checkRun = ({getArrivals, getOthers, ...rest}: CheckOptions): readonly Disagreement[] => {
	const given: Checked = {...rest, arrivals: getArrivals(), others: getOthers()};
	const {endedAt = Number.POSITIVE_INFINITY} = given.watched;
	const options = {...given, arrivals: withoutAnotherStory(given.arrivals, endedAt)};
	const open = [...options.watched.state.nodes.values()].filter(({status}) => !isSettled(status)).map(({id}) => id);
	return open.length > 0
		? [{rule: 'no verdict', text: `${open.join(', ')} never settles`}]
		: [...checkStatuses(options), ...checkOutcome(options), ...checkTimes(options), ...checkRequests(options)];
};
