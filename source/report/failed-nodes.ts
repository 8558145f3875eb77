import {listTroubles} from '../core/run/describe-trouble.js';
import {type NodeState} from '../core/run/run-state.js';

/** The logs of so many failing nodes are shown at the end; the others are counted. */
export const mostTails = 20;

/** Nodes that tell why a run did not complete: those that failed, those that had begun when it timed out, joins that could never run. */
export const getFailedNodes = (nodes: readonly NodeState[]): readonly NodeState[] =>
	listTroubles(nodes).filter(({status, startedAt}) => status !== 'TIMEOUT' || startedAt !== undefined);
