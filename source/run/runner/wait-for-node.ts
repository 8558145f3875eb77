import {findFailed} from '../../core/run/trailing-lines.js';
import {type NodeState} from '../../core/run/run-state.js';
import {hasEndedWell} from '../../core/run/status.js';
import {NodeFailedError} from '../../ports/errors/node-failed-error.js';
import {findNodes} from './find-nodes.js';
import {getLogTail} from './get-log-tail.js';
import {type RunView, waitUntil} from './wait-until.js';

/** The error for a node that has settled without doing its work. `clean` makes text from elsewhere safe to show. */
export const createNodeError = (store: RunView, node: NodeState, clean: (text: string) => string = text => text): NodeFailedError => new NodeFailedError({
	node: clean(node.id),
	status: node.status,
	reason: node.reason,
	sentence: node.sentence === undefined ? undefined : clean(node.sentence),
	logTail: getLogTail(store.logs.lines, node.id).map(line => clean(line)),
});

/** The nodes once all of them have done their work, or need not; throws a `NodeFailedError` when one cannot any more. */
export const demandWork = (store: RunView, nodes: readonly NodeState[], clean?: (text: string) => string): readonly NodeState[] | undefined => {
	const failed = findFailed(nodes);
	if (failed !== undefined) {
		throw createNodeError(store, failed, clean);
	}

	return nodes.every(({status}) => hasEndedWell(status)) ? nodes : undefined;
};

/**
Resolves when every instance of `name` is COMPLETED or NOT_INVOKED; rejects with a `NodeFailedError` as soon as one
has settled otherwise, and with the signal's reason when it aborts.
*/
export const waitForNode = async (store: RunView, name: string, signal?: AbortSignal): Promise<readonly NodeState[]> => {
	signal?.throwIfAborted();
	return waitUntil(store, state => demandWork(store, findNodes(state, name)), signal);
};
