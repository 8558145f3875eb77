import {type Batch} from './events.js';
import {findEnd} from './find-end.js';
import {isUnconfirmed} from './needs-confirmation.js';
import {createJudgeContext, type JudgeContext, type Judge} from './judge-context.js';
import {judgeDone} from './judge-done.js';
import {judgeLog} from './judge-log.js';
import {judgeProgress} from './judge-progress.js';
import {judgeReach} from './judge-reach.js';
import {judgeRuns} from './judge-runs.js';
import {getReadAt, noteTrailing} from './trailing-lines.js';
import {type NodeState, type SeenRun, type TriggeredRun, type Verdict} from './run-state.js';
import {isSettled} from './status.js';

/** Strongest evidence first. A node that none of them decides is in progress. */
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

/** The times of a node with a final status: how long its function took, if its log shows it. */
const getSettledTimes = (node: NodeState, runs: readonly SeenRun[], at: number): Pick<NodeState, 'startedAt' | 'endedAt'> => {
	const startedAt = node.logStartedAt ?? node.startedAt;
	return {...(startedAt !== undefined && {startedAt}), endedAt: findEnd(node, runs, at)};
};

const applyVerdict = (node: NodeState, verdict: Verdict, {getRuns, at}: JudgeContext): NodeState => {
	if (isSameVerdict(node, verdict)) {
		return node;
	}

	const {reason: _r, sentence: _s, ...facts} = node;
	const hasStarted = verdict.status === 'RUNNING' && node.startedAt === undefined;
	return {
		...facts, ...verdict,
		...(hasStarted && {startedAt: at}),
		...(isSettled(verdict.status) && getSettledTimes(node, getRuns(node.id), at)),
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

/** Decides every status that is not final, in graph order, so that one pass carries each consequence to the end of the graph. */
export const deriveNodes = ({state, listedAt}: DeriveOptions, batch: Batch): TriggeredRun => {
	const {at} = batch;
	const readAt = getReadAt(batch, listedAt);
	const nodes = new Map(state.nodes);
	const context = createJudgeContext({state, nodes, at, listedAt});
	let hasChanged = false;
	for (const node of state.nodes.values()) {
		const known = withRunIds(node, context.getRuns(node.id));
		const judged = isSettled(node.status) ? known : applyVerdict(known, judge(known, context), context);
		const next = noteTrailing(confirmAbsence(judged, listedAt), readAt);
		nodes.set(node.id, next);
		hasChanged ||= next !== node;
	}

	return hasChanged ? {...state, nodes} : state;
};
