import {type NodeState} from '../core/run/run-state.js';

/** The logs of so many failing nodes are shown at the end; the others are counted. */
export const mostTails = 20;

/** Nodes whose logs tell why a run did not complete: those that failed, then those that had begun when it timed out. */
export const getFailedNodes = (nodes: readonly NodeState[]): readonly NodeState[] => [
	...nodes.filter(({status}) => status === 'FAILED'),
	...nodes.filter(({status, startedAt}) => status === 'TIMEOUT' && startedAt !== undefined),
];
