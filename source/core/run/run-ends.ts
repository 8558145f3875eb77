import {lookUp} from '../look-up.js';
import {hasDiedDispatching, mayHaveMade} from './dispatch-fate.js';
import {getLinks, type JudgeContext} from './judge-context.js';
import {type NodeState, type SeenRun} from './run-state.js';

/** A run whose end was seen before the listing began: had it written anything, the listing would have it. */
export const isOver = (run: SeenRun, {listedAt}: JudgeContext): boolean =>
	run.status === 'completed' && listedAt !== undefined && run.seenAt <= listedAt;

/** True until a list of runs, begun after the death of such a node was seen, shows whom it had dispatched; of a platform that lists none nothing is awaited. */
const isAwaitingList = ({runIds}: NodeState, {state: {isPlatformAsked, platformListedAt = 0, watchFailures, platformRuns}}: JudgeContext): boolean =>
	isPlatformAsked === true && watchFailures.platform === undefined
	&& runIds.some(id => lookUp(platformRuns, id).seenAt >= platformListedAt);

/**
True for a node that shows nothing on S3 and may be running anyway, so that it can be neither skipped nor not invoked.

A platform run of this invocation that is queued or alive may yet do the node's work, whatever became of those before it; so
may one that only its file tells apart, where a node before it died as it dispatched. Not waited for are runs that change nothing
any more: those of a node that has settled by its log (a join's loser that waits for the lock, a process about to exit), and those
of a join one of whose predecessors will never have its marker.
*/
export const mayBeAtWork = (node: NodeState, context: JudgeContext): boolean => {
	const dead = getLinks(node, context).predecessors.map(({from}) => context.getNode(from)).filter(predecessor => hasDiedDispatching(predecessor));
	const isSuspect = (run: SeenRun): boolean => run.isGuess !== true || dead.some(predecessor => mayHaveMade(predecessor, run, context.state));
	return dead.some(predecessor => isAwaitingList(predecessor, context))
		|| context.getRuns(node.id).some(run => !isOver(run, context))
		|| context.getUnassignedRuns(node.action).some(run => isSuspect(run) && !isOver(run, context));
};

/**
How long a node with a last word and no platform run in sight must be quiet to be believed (ms).

FaaSr writes an exception's ERROR within a second of the marker (faasr.md 2c); a slow dispatch of successors takes longer,
but then a platform run is known to be alive, and its end is waited for instead. A run that shows in no list by then is on
a platform that lists none.
*/
export const doneGraceMs = 5000;

/**
Whether nothing was written for the grace, and nothing is known to be able to write more: by a list of runs begun so long after the
last word, which is waited for through an outage as well. Only where the platform is never asked, or refuses for good, time alone
tells. Times are those of our looks; the bucket's clock has no part in it.
*/
export const isQuiet = ({doneAt, logGrewAt}: NodeState, {state: {isPlatformAsked, platformListedAt = 0, platformRetryAt, watchFailures}, at}: JudgeContext): boolean => {
	const willAnswer = isPlatformAsked === true && (watchFailures.platform === undefined || platformRetryAt !== undefined);
	return (willAnswer ? platformListedAt : at) - Math.max(doneAt ?? 0, logGrewAt ?? 0) >= doneGraceMs;
};
