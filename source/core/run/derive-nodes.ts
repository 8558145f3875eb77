import {assignRuns, type AssignedRuns} from './assign-runs.js';
import {countDispatches, type JudgeContext, type Judge} from './judge-context.js';
import {judgeDone} from './judge-done.js';
import {judgeLog} from './judge-log.js';
import {judgeProgress} from './judge-progress.js';
import {judgeReach} from './judge-reach.js';
import {judgeRuns} from './judge-runs.js';
import {type Recorded} from './record-facts.js';
import {type NodeState, type RunState, type SeenRun, type Verdict} from './run-state.js';
import {isSettled} from './status.js';

/** Strongest evidence first. */
const judges: readonly Judge[] = [judgeLog, judgeDone, judgeRuns, judgeReach, judgeProgress];

const judge = (node: NodeState, context: JudgeContext): Verdict => {
	for (const decide of judges) {
		const verdict = decide(node, context);
		if (verdict !== undefined) {
			return verdict;
		}
	}

	return {status: node.status};
};

const noRuns: readonly SeenRun[] = [];

const isSameVerdict = (node: NodeState, verdict: Verdict): boolean =>
	node.status === verdict.status && node.reason === verdict.reason && node.sentence === verdict.sentence;

const applyVerdict = (node: NodeState, verdict: Verdict, at: number): NodeState => {
	if (isSameVerdict(node, verdict)) {
		return node;
	}

	const {reason: _r, sentence: _s, ...facts} = node;
	const hasStarted = verdict.status === 'RUNNING' && node.startedAt === undefined;
	return {
		...facts, ...verdict,
		...(hasStarted && {startedAt: at}),
		...(isSettled(verdict.status) && {endedAt: at}),
	};
};

/** A failure is known to have left no marker once a listing that began after it lacks one. */
const confirmAbsence = (node: NodeState, listedAt: number | undefined): NodeState => {
	const isUnconfirmed = node.status === 'FAILED' && node.doneAt === undefined && node.isDoneAbsent !== true;
	const isConfirmed = isUnconfirmed && listedAt !== undefined && (node.failureSeenAt === undefined || listedAt > node.failureSeenAt);
	return isConfirmed ? {...node, isDoneAbsent: true} : node;
};

const withRunIds = (node: NodeState, runs: readonly SeenRun[]): NodeState =>
	node.runIds.length === runs.length && runs.every((run, index) => run.id === node.runIds[index])
		? node
		: {...node, runIds: runs.map(run => run.id)};

/** Without guesses the runs are assigned once; with them anew for each question, since the dispatches they depend on become known meanwhile. */
const createAssignment = ({workflow, nodes, platformRuns}: RunState, countDispatches: (action: string) => number): (() => AssignedRuns) => {
	const assign = (): AssignedRuns => assignRuns({workflow, nodes, runs: platformRuns.values(), countDispatches});
	if ([...platformRuns.values()].some(run => run.isGuess === true)) {
		return assign;
	}

	const assigned = assign();
	return () => assigned;
};

const createContext = ({state, listedAt}: Recorded, nodes: ReadonlyMap<string, NodeState>, at: number): JudgeContext => {
	const getRuns = createAssignment(state, action => [...nodes.values()]
		.filter(node => node.action === action)
		.reduce((sum, node) => sum + countDispatches(node, context).count, 0));
	const context: JudgeContext = {
		state,
		workflow: state.workflow,
		getNode: id => nodes.get(id),
		getRuns: id => getRuns().byNode.get(id) ?? noRuns,
		getUnassignedRuns: action => getRuns().unassigned.get(action) ?? noRuns,
		at,
		listedAt,
	};
	return context;
};

/** Gives every unsettled node its status, in graph order, so that one pass carries every consequence to the end of the graph. */
export const deriveNodes = (recorded: Recorded, at: number): RunState => {
	const {state, listedAt} = recorded;
	const nodes = new Map(state.nodes);
	const context = createContext(recorded, nodes, at);
	let hasChanged = false;
	for (const node of state.nodes.values()) {
		const known = withRunIds(node, context.getRuns(node.id));
		const judged = isSettled(node.status) ? known : applyVerdict(known, judge(known, context), at);
		const next = confirmAbsence(judged, listedAt);
		if (next !== node) {
			nodes.set(node.id, next);
			hasChanged = true;
		}
	}

	return hasChanged ? {...state, nodes} : state;
};
