import {lookUp} from '../look-up.js';
import {describeTimeout} from './describe-timeout.js';
import {type NodeState, type RunState, type TriggeredRun, type Verdict} from './run-state.js';
import {isSettled, type Outcome} from './status.js';

const settleRest = (state: TriggeredRun, judge: (node: NodeState) => Verdict, at: number): TriggeredRun => ({
	...state,
	nodes: new Map([...state.nodes].map(([id, node]): [string, NodeState] => [
		id, isSettled(node.status) ? node : {...node, ...judge(node), endedAt: at},
	])),
});

const giveUp = (state: TriggeredRun, at: number): TriggeredRun =>
	settleRest(state, node => ({status: 'TIMEOUT', reason: 'no-change', sentence: describeTimeout(node, state)}), at);

const markCancelled = (state: TriggeredRun, at: number): TriggeredRun =>
	settleRest(state, () => ({status: 'CANCELLED', reason: 'cancelled-by-user', sentence: 'Cancelled by the user'}), at);

/** The outcome of a run whose statuses are all final. A skipped node means that the workflow did not do its work. */
const getOutcome = (state: RunState): Outcome => {
	const found = new Set([...state.nodes.values()].map(node => node.status));
	const order: ReadonlyArray<readonly [boolean, Outcome]> = [
		[state.isCancelRequested && found.has('CANCELLED'), 'CANCELLED'],
		[found.has('FAILED'), 'FAILED'],
		[found.has('TIMEOUT'), 'TIMEOUT'],
		[found.has('CANCELLED'), 'CANCELLED'],
		[found.has('SKIPPED'), 'FAILED'],
	];
	return order.find(([applies]) => applies)?.[1] ?? 'COMPLETED';
};

/** Looked for from the end of the graph, where nodes settle last. */
const hasOpen = ({workflow, nodes}: RunState): boolean => {
	const open = workflow.nodes.findLast(({id}) => !isSettled(lookUp(nodes, id).status));
	return open !== undefined;
};

/** Ends the run: when every status is final, when a cancelled run is at rest, or when nothing was new for the timeout. */
export const settleRun = (state: TriggeredRun, at: number, isCancelComplete: boolean): RunState => {
	const isLate = at - state.changedAt >= state.timeoutMs;
	const cancelled = isCancelComplete ? markCancelled(state, at) : state;
	const ended = isLate && hasOpen(cancelled) ? giveUp(cancelled, at) : cancelled;
	return hasOpen(ended) ? ended : {...ended, outcome: getOutcome(ended), endedAt: at};
};
