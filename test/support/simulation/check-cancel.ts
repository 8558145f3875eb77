import {gh} from '../run-id.js';
import {type Disagreement, describeSeconds, findStanding, isAlive} from './check.js';
import {say} from './observe.js';
import {type Stage} from './simulate.js';
import {listBlurred, tellTruth} from './truth.js';

/** What cancel waits between its two empty lists (ms): a list that hides a run for longer hides it from everybody. */
const longestHiddenMs = 4000;

const byUser = 'CANCELLED cancelled-by-user';

/** Cancels a run in the middle: afterwards nothing of it is alive, nothing was started, and what had ended is told as it did. */
export const checkCancel = async (getStage: () => Stage): Promise<readonly Disagreement[]> => {
	const {runner, timeline, world} = getStage();
	world.tell('(the user cancels)');
	const wasOver = runner.isMonitoringComplete();
	const askedAt = timeline.now();
	const report = await runner.cancel();
	const endedAt = timeline.now();
	world.tell('(cancel comes back)');
	const {own, watched, scenario, isContested} = getStage();
	const {shape, weather, checkIntervalMs} = scenario;
	const {arrivals} = own;
	if (wasOver) {
		return [];
	}

	// A platform that may be asked more often is taken at its word sooner.
	const hiddenMs = Math.min(longestHiddenMs, (scenario.pollIntervalMs ?? longestHiddenMs) / 2);
	const isHidden = weather.runLagMs + weather.newRunLagMs > hiddenMs || weather.outages.length > 0 || report.isUnknown === true;
	const alive = isHidden || isContested ? [] : arrivals.filter(arrival => isAlive(arrival, arrivals, endedAt, shape) && ![...report.aliveRunIds, ...report.suspectRunIds ?? []].includes(gh(arrival.run.id)));
	const getSaid = (node: string): string => say(runner.store.getSnapshot().nodes.get(node)!);
	// What happened within the last look need not be known.
	const knownAt = endedAt - (2 * checkIntervalMs) - (4 * weather.latencyMs) - weather.objectLagMs - 1000;
	const told = new Set(arrivals.filter(({deeds}) => (deeds.finishedAt ?? deeds.errorAt ?? Number.POSITIVE_INFINITY) < Math.min(knownAt, askedAt)).map(({node}) => node));
	const truths = tellTruth({scenario, arrivals, isContested, getSaid, stands: findStanding({scenario, watched}, arrivals)});
	const blurred = listBlurred(shape, arrivals, weather);
	const wrong = weather.outages.length > 0 ? [] : [...truths].filter(([node, {allowed}]) => !blurred.has(node) && !allowed.includes(getSaid(node)) && !(getSaid(node) === byUser && !told.has(node)));
	return [
		...alive.map(({label}) => ({rule: 'cancel: alive', text: `${label} is alive when cancel comes back after ${describeSeconds(endedAt, watched.startedAt)}`})),
		...(watched.requests.dispatches.length > 1 ? [{rule: 'cancel: dispatched', text: 'something was dispatched after the cancel'}] : []),
		...wrong.map(([node, {allowed}]) => ({rule: `cancel: ${getSaid(node)} is ${allowed[0]!}`, text: `${node} is said to be ${getSaid(node)}; it is ${allowed.join(' or ')}`})),
		...watched.changes.map(text => ({rule: 'cancel: settled changes', text})),
	];
};
