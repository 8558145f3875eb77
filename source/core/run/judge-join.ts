import {countInvoked} from '../log/count-invoked.js';
import {areAllListed, getEndedRuns} from './believe-guess.js';
import {type DispatchFate} from './dispatch-fate.js';
import {type JudgeContext} from './judge-context.js';
import {isColourless} from './run-meaning.js';
import {type NodeState, type Verdict} from './run-state.js';
import {isTrouble, skippedBehind} from './skipped-behind.js';

type Fates = ReadonlyArray<readonly [NodeState, DispatchFate]>;

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

/** Decides a join that waits for a marker that will never come. Whether it is a dead join shows once another upstream node has invoked it. */
export const judgeBlocked = (node: NodeState, fates: Fates, context: JudgeContext): Verdict | undefined => {
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
export const judgeExhausted = (node: NodeState, fates: Fates, context: JudgeContext): Verdict | undefined => {
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
