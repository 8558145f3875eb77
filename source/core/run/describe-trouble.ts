import {describePlace} from '../cause/cause.js';
import {type NodeState, type RunState} from './run-state.js';

/** A join that waits for a branch that was not taken is the cause of its own end; other skipped nodes only follow one. */
const isDeadJoin = ({reason}: NodeState): boolean => reason === 'dead-join';

/** Nodes that the end of a run is due to, the gravest first: they failed, they timed out, they could never run. */
export const listTroubles = (nodes: readonly NodeState[]): readonly NodeState[] => [
	...nodes.filter(({status}) => status === 'FAILED'),
	...nodes.filter(({status}) => status === 'TIMEOUT'),
	...nodes.filter(node => isDeadJoin(node)),
];

/** `train(13): KeyError: 13 at functions/train.py:4`, `report never ran: waits for cold, whose branch was not taken`. */
export const describeTrouble = (node: NodeState): string => {
	const {id, sentence = 'failed'} = node;
	return isDeadJoin(node) ? `${id} ${sentence}` : `${id}: ${sentence}`;
};

/** The same in about so many characters: what happened is cut before where it did. */
export const shortenTrouble = (node: NodeState, width: number): string => {
	const text = describeTrouble(node);
	const where = node.cause?.where;
	if (where === undefined || text.length <= width) {
		return text;
	}

	const place = ` at ${describePlace(where)}`;
	return `${text.slice(0, Math.max(node.id.length, width - place.length - 1)).trimEnd()}…${place}`;
};

/** The first node that is in trouble. */
export const findTrouble = ({nodes}: RunState): NodeState | undefined => listTroubles([...nodes.values()])[0];
