import {type NodeState} from '../../core/run/run-state.js';
import {type Status} from '../../core/run/status.js';
import {type KeyContext} from './key-context.js';

// Of a ranked action's instances the one that a user asks about first.
const order: readonly Status[] = ['FAILED', 'TIMEOUT', 'CANCELLED', 'RUNNING', 'INVOKED'];

/** The selected node; of a selected ranked action the rank that is in trouble or at work, else the first. */
export const findNode = ({getSelected, store}: Pick<KeyContext, 'getSelected' | 'store'>): NodeState | undefined => {
	const key = getSelected();
	const {nodes} = store.getSnapshot();
	const node = key === undefined ? undefined : nodes.get(key);
	if (key === undefined || node !== undefined) {
		return node;
	}

	const ranks = [...nodes.values()].filter(({action}) => action === key);
	return order.map(status => ranks.find(rank => rank.status === status)).find(rank => rank !== undefined) ?? ranks[0];
};
