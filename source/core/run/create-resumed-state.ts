import {type ResumePlan} from './resume-plan.js';
import {type NodeState, type RunState} from './run-state.js';

/**
The state a resumed run begins with: a run of its own, made of what is known of the invocation.

Nodes that are kept are settled as they were. Nodes that run again start PENDING and remember how often their log had started
before, so that what it says of earlier attempts counts for nothing; their `.done` was deleted (see `planResume`), and
platform runs up to the newest one known are not looked at again. Nothing settled ever changes, within this run or the one before.
*/
export const createResumedState = (before: RunState, {runsAgain, dispatches, completes}: ResumePlan): RunState & {readonly lastOldRunId: number} => {
	const again = new Set(runsAgain.map(({node}) => node));
	const dispatched = new Set(dispatches.map(({node}) => node));
	const restart = ({id, action, rank, log}: NodeState): NodeState => ({
		id, action, ...(rank !== undefined && {rank}), status: 'PENDING', runIds: [],
		resumed: {attempts: log?.attempts ?? 0, isDispatched: dispatched.has(id)},
	});
	const missing = new Map(completes.map(({node, missing}) => [node, missing]));
	const keep = ({resumed: _, ...node}: NodeState): NodeState => {
		const redispatched = missing.get(node.id);
		const {sentence: _sentence, ...others} = node;
		return redispatched === undefined ? {...node, runIds: []} : {...others, runIds: [], status: 'COMPLETED', reason: 'completed', redispatched};
	};

	return {
		workflow: before.workflow,
		timeoutMs: before.timeoutMs,
		outcome: 'IDLE',
		nodes: new Map([...before.nodes].map(([id, node]): [string, NodeState] => [id, again.has(id) ? restart(node) : keep(node)])),
		platformRuns: new Map(),
		lastOldRunId: Math.max(before.lastOldRunId ?? 0, ...before.platformRuns.keys()),
		isCancelRequested: false,
		watchFailures: {},
	};
};
