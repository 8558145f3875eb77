import {countInvoked} from '../log/count-invoked.js';
import {areAllListed, getEndedRuns} from './believe-guess.js';
import {leadsElsewhere, type DispatchFate} from './dispatch-fate.js';
import {getFates, getLinks, isDispatchedByUs, type Judge, type JudgeContext} from './judge-context.js';
import {isSilent} from './is-silent.js';
import {mayBeAtWork} from './run-ends.js';
import {isColourless} from './run-meaning.js';
import {type NodeState, type Verdict} from './run-state.js';
import {type Status} from './status.js';

type Fates = ReadonlyArray<readonly [NodeState, DispatchFate]>;

const endings = {
	FAILED: 'failed', SKIPPED: 'was skipped', CANCELLED: 'was cancelled', TIMEOUT: 'timed out',
} as const satisfies Partial<Record<Status, string>>;

type Troubled = NodeState & {readonly status: keyof typeof endings};

const isTrouble = (node: NodeState): node is Troubled => Object.hasOwn(endings, node.status);

/** True for an upstream node that ended without its `.done`, so that a join downstream of it never runs. */
const isWithoutDone = (node: NodeState): boolean => {
	switch (node.status) {
		case 'NOT_INVOKED':
		case 'SKIPPED':
		case 'CANCELLED':
		case 'TIMEOUT': {
			return node.doneAt === undefined;
		}

		case 'FAILED': {
			return node.isDoneAbsent === true;
		}

		case 'PENDING':
		case 'INVOKED':
		case 'RUNNING':
		case 'COMPLETED': {
			return false;
		}
	}
};

/** Downstream of a skipped node the first cause is named, however far upstream it is. Downstream of a node that the user cancelled, everything is cancelled. */
const skippedBehind = (cause: Troubled): Verdict => cause.reason === 'cancelled-by-user'
	? {status: 'CANCELLED', reason: 'cancelled-by-user', sentence: 'Cancelled by the user before it began'}
	: {
		status: 'SKIPPED',
		reason: 'upstream-failed',
		sentence: cause.status === 'SKIPPED' && cause.reason === 'upstream-failed' && cause.sentence !== undefined
			? cause.sentence
			: `upstream ${cause.id} ${endings[cause.status]}`,
	};

/** An upstream node whose result took another branch is not a cause, whatever happened to it later. */
const judgeUnreached = (node: NodeState, context: JudgeContext): Verdict => {
	const cause = getLinks(node, context).predecessors.filter(({from, edges}) => !leadsElsewhere(context.getNode(from), edges))
		.map(({from}) => context.getNode(from)).find(predecessor => isTrouble(predecessor));
	return cause === undefined
		? {status: 'NOT_INVOKED', reason: 'branch-not-taken', sentence: 'branch not taken'}
		: skippedBehind(cause);
};

/** Decides a join that waits for a marker that will never come. Whether it is a dead join shows once another upstream node has invoked it. */
const judgeBlocked = (node: NodeState, fates: Fates, context: JudgeContext): Verdict | undefined => {
	const lost = fates.filter(([node]) => isWithoutDone(node)).map(([node]) => node);
	const trouble = lost.find(node => isTrouble(node));
	if (trouble !== undefined) {
		return skippedBehind(trouble);
	}

	const absent = lost[0];
	// In a resumed run an earlier arrival is one, too, and a dispatch that was refused would have been; so is one whose dispatch only the list tells.
	const hasArrival = fates.some(([{log, redispatched = []}, fate]) => fate === 'dispatched' || redispatched.includes(node.id) || countInvoked(log?.invoked ?? {}, node.action) > 0) || context.getRuns(node.id).length > 0;
	return absent !== undefined && hasArrival
		? {status: 'SKIPPED', reason: 'dead-join', sentence: `never ran: waits for ${absent.id}, whose branch was not taken`}
		: undefined;
};

/**
Decides a join all of whose dispatches became runs that ended green without doing the work: each found a marker missing or lost the race.

With fewer runs than dispatches nothing is decided before the timeout: GitHub's list can lack a run for minutes, and that run
may do the work.
*/
const judgeExhausted = (node: NodeState, fates: Fates, context: JudgeContext): Verdict | undefined => {
	const runs = getEndedRuns(node, context);
	const dispatched = fates.filter(([, fate]) => fate === 'dispatched').length;
	if (runs === undefined || runs.length < dispatched || !areAllListed(node, context)) {
		return undefined;
	}

	const failed = fates.map(([predecessor]) => predecessor).find(predecessor => isTrouble(predecessor));
	const ended = runs.some(run => isColourless(run)) ? 'ended' : 'ended with success';
	return failed === undefined
		? {status: 'FAILED', reason: 'run-did-nothing', sentence: runs.length === 1 ? `Its platform run ${ended}, but did not do the work` : `All its ${runs.length} platform runs ${ended}, but none did the work`}
		: skippedBehind(failed);
};

/** Decides a node without any sign of work by its upstream nodes: not invoked, skipped, or still reachable. */
export const judgeReach: Judge = (node, context) => {
	if (!isSilent(node)) {
		return undefined;
	}

	const fates = getFates(node, context);
	if (fates.length === 0) {
		return undefined;
	}

	if (isDispatchedByUs(node, context)) {
		return getLinks(node, context).isJoin ? judgeExhausted(node, [], context) : undefined;
	}

	// Each run of a blocked join looks for the missing marker and ends, so a run that is alive changes nothing.
	const {isJoin} = getLinks(node, context);
	const blocked = isJoin ? judgeBlocked(node, fates, context) : undefined;
	if (blocked === undefined && mayBeAtWork(node, context)) {
		return undefined;
	}

	// A join with a run was reached, though who dispatched it left no word.
	if (blocked === undefined && fates.every(([, fate]) => fate === 'never') && !(isJoin && context.getRuns(node.id).length > 0)) {
		return judgeUnreached(node, context);
	}

	return blocked ?? (isJoin && !fates.some(([, fate]) => fate === 'open') ? judgeExhausted(node, fates, context) : undefined);
};
