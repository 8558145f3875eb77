import {type NodeState, type RunState} from '../../../core/run/run-state.js';
import {type TableRow, type TableRows} from './table-row.js';

type Nodes = RunState['nodes'];

/** Nothing that rows are listed, folded, sorted or filtered by. */
const isSameToTable = (before: NodeState, after: NodeState): boolean =>
	before.status === after.status && before.reason === after.reason && before.runIds === after.runIds && before.log?.attempts === after.log?.attempts;

/** The nodes that are other objects than before; nothing when one of them needs the rows to be listed again. */
const findChanged = (before: Nodes, after: Nodes): readonly NodeState[] | undefined => {
	const changed: NodeState[] = [];
	for (const [id, node] of after) {
		const known = before.get(id);
		if (known === node) {
			continue;
		}

		if (known === undefined || !isSameToTable(known, node)) {
			return undefined;
		}

		changed.push(node);
	}

	return changed;
};

const renewRow = (row: TableRow, nodes: Nodes): TableRow => {
	const renewed = row.nodes.map(node => nodes.get(node.id) ?? node);
	return row.kind === 'node' ? {...row, node: renewed[0] ?? row.node, nodes: renewed} : {...row, nodes: renewed};
};

/**
Puts nodes into the rows they had, where only their logs have grown; nothing when rows must be listed again.

That is what most looks at a bucket bring, and listing 10,000 rows takes longer than drawing the screen.
*/
export const patchRows = (table: TableRows, before: Nodes, after: Nodes): TableRows | undefined => {
	const changed = before.size === after.size ? findChanged(before, after) : undefined;
	if (changed === undefined) {
		return undefined;
	}

	// A rank is part of its own row and of its action's.
	const places = new Set(changed.flatMap(({id, action}) => [table.places.get(id), table.places.get(action)]));
	const rows = [...table.rows];
	for (const place of places) {
		const row = place === undefined ? undefined : rows[place];
		if (place !== undefined && row !== undefined) {
			rows[place] = renewRow(row, after);
		}
	}

	return {...table, rows};
};
