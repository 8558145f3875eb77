import {countDispatches, getLinks, type Judge} from './judge-context.js';

/** Tells how far a node is that nothing has settled: running, invoked or pending. */
export const judgeProgress: Judge = (node, context) => {
	if (node.log?.result !== undefined) {
		return {status: 'RUNNING', sentence: 'Invoking its successors'};
	}

	if (node.doneAt !== undefined) {
		return {status: 'RUNNING', sentence: 'Has written .done, its end is not confirmed yet'};
	}

	const runs = context.getRuns(node.id);
	const isRunning = node.log !== undefined
		|| (!getLinks(node, context).isJoin && runs.some(run => run.status !== 'queued'));
	if (isRunning) {
		return {status: 'RUNNING'};
	}

	const isInvoked = runs.length > 0 || countDispatches(node, context).count > 0;
	return {status: isInvoked ? 'INVOKED' : 'PENDING'};
};
