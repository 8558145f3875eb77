import {type LogKind} from './log-entry.js';
import {type LogLines} from './run-store.js';

/** All kinds of lines that a node can have. */
export const logKinds: readonly LogKind[] = ['log', 'print', 'run-log'];

/** How many lines of some nodes' logs, the oldest, are not in memory. */
export const countGone = (lines: Pick<LogLines, 'count'>, nodes: readonly string[], kinds = logKinds): number => {
	let count = 0;
	for (const node of nodes) {
		for (const kind of kinds) {
			count += lines.count(node, kind).gone;
		}
	}

	return count;
};
