import {type NodeState, type RunState} from '../../../core/run/run-state.js';
import {type TableOptions} from './node-table-state.js';
import {type TableRow, type TableRows} from './table-row.js';
import {findFocus} from './table-rows.js';

type Nodes = RunState['nodes'];

/** Nothing that tells which columns there are. */
const isSameToColumns = (before: NodeState, after: NodeState): boolean => before.runIds === after.runIds
	&& (before.log?.attempts === after.log?.attempts || (after.log?.attempts ?? 0) <= 1);

/** Nothing that rows are folded, sorted or filtered by. */
const isSameStatus = (before: NodeState, after: NodeState): boolean => before.status === after.status && before.reason === after.reason;

/** Rows stand where they stand in the tree, whatever becomes of their nodes. */
const isFixed = ({filter, isFolded, isActiveFirst}: TableOptions): boolean => filter === '' && !isFolded && !isActiveFirst;

/** The nodes that are other objects than before; nothing when one of them needs the rows to be listed again. */
const findChanged = ({options}: TableRows, before: Nodes, after: Nodes): readonly NodeState[] | undefined => {
	const changed: NodeState[] = [];
	// Both are in graph order: ten thousand look-ups by name would take longer than drawing the screen.
	const known = before.values();
	for (const node of after.values()) {
		const last = known.next().value;
		if (last === node) {
			continue;
		}

		const isPatchable = last?.id === node.id && isSameToColumns(last, node)
			&& (isSameStatus(last, node) || (node.rank === undefined && isFixed(options)));
		if (!isPatchable) {
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
Puts nodes into the rows they had, where only their logs have grown or nothing but the row itself depends on their status;
nothing when rows must be listed again.

That is what most looks at a bucket bring, and listing 10,000 rows takes longer than drawing the screen.
*/
export const patchRows = (table: TableRows, before: Nodes, after: Nodes): TableRows | undefined => {
	const changed = before.size === after.size ? findChanged(table, before, after) : undefined;
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

	return {...table, rows, focus: findFocus(rows)};
};
