import {findFailed} from '../../core/run/last-words.js';
import {type NodeState, type RunState} from '../../core/run/run-state.js';
import {hasEndedWell} from '../../core/run/status.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {NodeFailedError} from '../../ports/errors/node-failed-error.js';
import {getLogTail} from './get-log-tail.js';
import {type RunStore} from './run-store.js';

/** The instances a name stands for: one node, or all ranks of an action. */
export const getNodes = ({nodes}: RunState, name: string): readonly NodeState[] => {
	const node = nodes.get(name);
	const found = node === undefined ? [...nodes.values()].filter(candidate => candidate.action === name) : [node];
	if (found.length === 0) {
		throw new FaasrTuiError(`The workflow has no action or node ${JSON.stringify(name)}.`, {
			code: 'usage',
			hint: `Its nodes are: ${[...nodes.keys()].slice(0, 30).join(', ')}.`,
		});
	}

	return found;
};

const toError = (node: NodeState, store: RunStore): NodeFailedError => new NodeFailedError({
	node: node.id,
	status: node.status,
	reason: node.reason,
	sentence: node.sentence,
	logTail: getLogTail(store.logs.lines, node.id),
});

/**
Resolves when every instance of `name` is COMPLETED or NOT_INVOKED; rejects with a `NodeFailedError` as soon as one
has settled otherwise, and with the signal's reason when it aborts.
*/
export const waitForNode = async (store: RunStore, name: string, signal?: AbortSignal): Promise<readonly NodeState[]> => {
	signal?.throwIfAborted();
	getNodes(store.getSnapshot(), name);
	return new Promise((resolve, reject) => {
		const stop = (): void => {
			unsubscribe();
			signal?.removeEventListener('abort', onAbort);
		};

		const onAbort = (): void => {
			stop();
			reject(signal?.reason instanceof Error ? signal.reason : new Error('Waiting was aborted'));
		};

		const check = (): void => {
			const nodes = getNodes(store.getSnapshot(), name);
			const failed = findFailed(nodes);
			if (failed !== undefined) {
				stop();
				reject(toError(failed, store));
			} else if (nodes.every(({status}) => hasEndedWell(status))) {
				stop();
				resolve(nodes);
			}
		};

		const unsubscribe = store.subscribe(check);
		signal?.addEventListener('abort', onAbort);
		check();
	});
};
