import {type NodeState, type Verdict} from './run-state.js';
import {type Status} from './status.js';

const endings = {
	FAILED: 'failed', SKIPPED: 'was skipped', CANCELLED: 'was cancelled', TIMEOUT: 'timed out',
} as const satisfies Partial<Record<Status, string>>;

type Troubled = NodeState & {readonly status: keyof typeof endings};

/** An upstream node because of which others do not run. */
export const isTrouble = (node: NodeState): node is Troubled => Object.hasOwn(endings, node.status);

/** Downstream of a skipped node the first cause is named, however far upstream it is. Downstream of a node that the user cancelled, everything is cancelled. */
export const skippedBehind = (cause: Troubled): Verdict => cause.reason === 'cancelled-by-user'
	? {status: 'CANCELLED', reason: 'cancelled-by-user', sentence: 'Cancelled by the user before it began'}
	: {
		status: 'SKIPPED',
		reason: 'upstream-failed',
		sentence: cause.status === 'SKIPPED' && cause.reason === 'upstream-failed' && cause.sentence !== undefined
			? cause.sentence
			: `upstream ${cause.id} ${endings[cause.status]}`,
	};
