import {lookUp} from '../look-up.js';
import {type ResumePlan} from './resume-plan.js';
import {type NodeState, type RunState, type SeenRun} from './run-state.js';
import {findNewest, listPlacesBefore, type RunId, type RunPlace} from './run-id.js';

/** A kept node's runs, as settled as the node: whose they are is not asked again. */
const listKeptRuns = ({runIds, rank}: NodeState, {platformRuns}: RunState): ReadonlyArray<readonly [RunId, SeenRun]> => runIds.map(id => {
	const {isGuess: _, ...run} = lookUp(platformRuns, id);
	return [id, {...run, ...(rank !== undefined && {rank})}];
});

/**
The state a resumed run begins with: a run of its own, made of what is known of the invocation.

Nodes that are kept are settled as they were; those that were skipped are judged anew, since what is upstream of them may end otherwise.
Nodes that run again start PENDING and remember how often their log had started
before, so that what it says of earlier attempts counts for nothing; their `.done` was deleted (see `planResume`), and
platform runs up to the newest one known are not looked at again: those of kept nodes stay theirs. Nor are runs older than
`dispatchedRuns`, those that the resume itself has started, as far as the platform tells them and numbers its runs: what no list had
shown yet is then of an attempt before. Nothing settled ever changes, within this run or the one before.
*/
export const createResumedState = (before: RunState, {runsAgain, dispatches, completes}: ResumePlan, dispatchedRuns: readonly RunPlace[] = []): RunState => {
	const again = new Set(runsAgain.map(({node}) => node));
	const dispatched = new Set(dispatches.map(({node}) => node));
	const restart = ({id, action, rank, log}: NodeState): NodeState => ({
		id, action, ...(rank !== undefined && {rank}), status: 'PENDING', runIds: [],
		resumed: {attempts: log?.attempts ?? 0, isDispatched: dispatched.has(id)},
	});
	const missing = new Map(completes.map(({node, missing}) => [node, missing]));
	const keep = ({resumed: _, ...node}: NodeState): NodeState => {
		if (node.status === 'SKIPPED') {
			const {reason: _reason, sentence: _sentence, endedAt: _endedAt, ...blank} = node;
			return {...blank, status: 'PENDING'};
		}

		const redispatched = missing.get(node.id);
		const {sentence: _sentence, ...others} = node;
		return redispatched === undefined ? node : {...others, status: 'COMPLETED', reason: 'completed', redispatched};
	};

	return {
		workflow: before.workflow,
		timeoutMs: before.timeoutMs,
		outcome: 'IDLE',
		begunBy: 'resume',
		nodes: new Map([...before.nodes].map(([id, node]): [string, NodeState] => [id, again.has(id) ? restart(node) : keep(node)])),
		platformRuns: new Map([...before.nodes.values()].filter(({id}) => !again.has(id)).flatMap(node => listKeptRuns(node, before))),
		lastOldRuns: findNewest([...before.lastOldRuns ?? [], ...listPlacesBefore(dispatchedRuns), ...before.platformRuns.values()]),
		isCancelRequested: false,
		watchFailures: {},
	};
};
