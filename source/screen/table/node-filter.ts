import {type NodeState} from '../../core/run/run-state.js';
import {type Status, statuses} from '../../core/run/status.js';

type Test = (node: NodeState, name: string) => boolean;

const otherWords = {timedout: 'TIMEOUT', 'timed-out': 'TIMEOUT', queued: 'INVOKED'} as const satisfies Record<string, Status>;

// As it is typed: `not_invoked`, `not-invoked` and `notinvoked`.
const words: ReadonlyMap<string, Status> = new Map([
	...statuses.flatMap(status => ['_', '-', ''].map(separator => [status.toLowerCase().replace('_', separator), status] as const)),
	...Object.entries(otherWords),
]);

const createTest = (term: string): Test => {
	const isInverse = term.startsWith('!');
	const text = isInverse ? term.slice(1) : term;
	const status = words.get(text);
	const matches: Test = (node, name) => name.includes(text) || (status !== undefined && node.status === status);
	return isInverse ? (node, name) => text === '' || !matches(node, name) : matches;
};

/**
Reads a filter: words that a node must all match, by a part of its id or by being in that state. `!` before a word turns it
round: `sum !failed`.
*/
export const parseFilter = (filter: string): (node: NodeState) => boolean => {
	const tests = filter.toLowerCase().split(/\s+/u).filter(Boolean).map(term => createTest(term));
	return node => {
		const name = node.id.toLowerCase();
		return tests.every(matches => matches(node, name));
	};
};
