import {type AssignedRuns} from './assign-runs.js';
import {createScope} from './create-scope.js';
import {type Batch} from './events.js';
import {isUnconfirmed} from './judge-again.js';
import {createJudgeContext, type JudgeContext, type Judge} from './judge-context.js';
import {judgeDone} from './judge-done.js';
import {judgeLog} from './judge-log.js';
import {judgeProgress} from './judge-progress.js';
import {judgeReach} from './judge-reach.js';
import {judgeRuns} from './judge-runs.js';
import {getHeardAt, noteSpeaking} from './last-words.js';
import {recall} from './recall.js';
import {type NodeState, type RunState, type SeenRun, type TriggeredRun, type Verdict} from './run-state.js';
import {isSettled} from './status.js';

/** Strongest evidence first; what none of them decides is in progress. */
const judges: readonly Judge[] = [judgeLog, judgeDone, judgeRuns, judgeReach];

const judge = (node: NodeState, context: JudgeContext): Verdict => {
	for (const decide of judges) {
		const verdict = decide(node, context);
		if (verdict !== undefined) {
			return verdict;
		}
	}

	return judgeProgress(node, context);
};

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
	const isConfirmed = isUnconfirmed(node) && listedAt !== undefined && (node.failureSeenAt === undefined || listedAt > node.failureSeenAt);
	return isConfirmed ? {...node, isDoneAbsent: true} : node;
};

const withRunIds = (node: NodeState, runs: readonly SeenRun[]): NodeState =>
	node.runIds.length === runs.length && runs.every((run, index) => run.id === node.runIds[index])
		? node
		: {...node, runIds: runs.map(run => run.id)};

type DeriveOptions = {
	/** With the batch's facts in it. */
	readonly state: TriggeredRun;
	readonly listedAt: number | undefined;
};

/**
Gives every unsettled node its status, in graph order, so that one pass carries every consequence to the end of the graph.

Only nodes that the batch can have an effect on are judged: see `createScope`.
*/
export const deriveNodes = (before: RunState, {state, listedAt}: DeriveOptions, batch: Batch): TriggeredRun => {
	// The map that the batch's facts were recorded in is nobody else's yet.
	const recorded = before.nodes === state.nodes ? undefined : state.nodes as Map<string, NodeState>;
	let nodes = recorded;
	const {at} = batch;
	const heardAt = getHeardAt(batch, listedAt);
	const recalled = recall(before, state, batch);
	const assigned = recalled?.assigned ?? new Map<string, AssignedRuns>();
	const context = createJudgeContext({state, nodes: {get: id => (nodes ?? state.nodes).get(id)}, at, listedAt, assigned});
	const scope = createScope({state, at, recalled, assigned}, context);
	for (const [position, {id}] of state.workflow.nodes.entries()) {
		if (!scope.includes(position)) {
			continue;
		}

		const node = context.getNode(id);
		const known = withRunIds(node, context.getRuns(node.id));
		const judged = isSettled(node.status) ? known : applyVerdict(known, judge(known, context), at);
		const next = noteSpeaking(confirmAbsence(judged, listedAt), heardAt);
		if (next !== node) {
			nodes ??= new Map(state.nodes);
			nodes.set(id, next);
		}

		scope.note(next, position, next !== node);
	}

	const derived = nodes === undefined || nodes === recorded ? state : {...state, nodes};
	scope.close(derived);
	return derived;
};
