import {type TableRow} from '../components/node-table/table-row.js';
import {moveCursor} from '../components/node-table/table-view.js';
import {getWorkflowTree} from '../components/node-table/workflow-tree.js';
import {getMovement} from '../keys/movement.js';
import {type KeyContext} from './key-context.js';
import {type PaneMoves} from './pane-moves.js';

const moveBy = (by: number, {table, upperHeight, dispatchTable}: KeyContext): void => {
	const next = moveCursor(table.getState(), table.getRows(), {by, height: upperHeight});
	if (next !== undefined) {
		dispatchTable({type: 'select', ...next});
	}
};

/** Opens ranks and folds; from open ranks it goes to the first of them. */
const moveRight = (row: TableRow, context: KeyContext): void => {
	const {dispatchTable, dispatchScreen} = context;
	if (row.kind === 'fold') {
		dispatchTable({type: 'unfold', keys: row.keys});
	} else if (row.kind === 'node') {
		dispatchScreen({type: 'say', text: 'Only ranked actions and folded rows can be opened.'});
	} else if (row.opened === 'all') {
		moveBy(1, context);
	} else {
		dispatchTable({type: 'open-ranks', action: row.action, isOpen: true});
	}
};

/** The rows around this one that were taken out of one fold, as far as the fold can take them back. */
const findUnfolded = (place: number, {table}: KeyContext): readonly string[] => {
	const {rows, options} = table.getRows();
	const isUnfolded = (index: number): boolean => options.unfolded.has(rows[index]?.key ?? '');
	let first = place;
	let last = place;
	while (isUnfolded(first - 1)) {
		first--;
	}

	while (isUnfolded(last + 1)) {
		last++;
	}

	return isUnfolded(place) ? rows.slice(first, last + 1).map(({key}) => key) : [];
};

const findParent = (row: TableRow, {store, table}: KeyContext): string | undefined => {
	const {places} = table.getRows();
	const parent = row.kind === 'fold'
		? undefined
		: getWorkflowTree(store.getSnapshot().workflow).get(row.kind === 'node' ? row.node.action : row.action)?.parent;
	return parent !== undefined && places.get(parent) !== undefined ? parent : undefined;
};

/** Closes ranks, folds again what was unfolded, and else goes to what the row stands below. */
const moveLeft = (row: TableRow, place: number, context: KeyContext): void => {
	const {dispatchTable, dispatchScreen} = context;
	const unfolded = findUnfolded(place, context);
	const parent = findParent(row, context);
	if (row.kind === 'ranks' && row.opened !== 'none') {
		dispatchTable({type: 'open-ranks', action: row.action, isOpen: false});
	} else if (unfolded.length > 0) {
		dispatchTable({type: 'fold', keys: unfolded});
	} else if (row.kind === 'node' && row.node.rank !== undefined) {
		dispatchTable({type: 'open-ranks', action: row.node.action, isOpen: false});
	} else if (parent === undefined) {
		dispatchScreen({type: 'say', text: 'There is nothing to close here.'});
	} else {
		dispatchTable({type: 'select', key: parent});
	}
};

/** What the movement keys do in the table. */
export const tableMoves: PaneMoves = {
	move(command, context) {
		moveBy(getMovement(command, context.upperHeight), context);
	},
	moveSideways(direction, context) {
		const {table, upperHeight} = context;
		const {cursor} = table.getView(upperHeight);
		const row = table.getRows().rows[cursor];
		if (row !== undefined && direction === 'right') {
			moveRight(row, context);
		} else if (row !== undefined) {
			moveLeft(row, cursor, context);
		}
	},
};
