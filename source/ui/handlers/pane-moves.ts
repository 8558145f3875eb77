import {moveCursor} from '../components/node-table/table-view.js';
import {getMovement, type MovementCommand} from '../keys/movement.js';
import {type UpperView} from '../screen-state.js';
import {type KeyContext} from './key-context.js';

/** What the movement keys do in one pane. */
export type PaneMoves = {
	readonly move: (command: MovementCommand, context: KeyContext) => void;
	/** Absent where nothing lies to the left or right. */
	readonly moveSideways?: (direction: 'left' | 'right', context: KeyContext) => void;
};

const moveInTable = (command: MovementCommand, {getScreen, table, upperHeight, dispatchTable, dispatchLog}: KeyContext): void => {
	const next = moveCursor(table.getState(), table.getRows(), {by: getMovement(command, upperHeight), height: upperHeight});
	if (next !== undefined) {
		dispatchTable({type: 'select', ...next});
	}

	if (getScreen().logSource === 'selected') {
		dispatchLog({type: 'follow'});
	}
};

const moveInLog = (command: MovementCommand, {log, dispatchLog}: KeyContext): void => {
	dispatchLog({type: 'scroll', by: getMovement(command, log.height), context: log});
};

const panes: Readonly<Record<UpperView | 'log', PaneMoves>> = {
	table: {move: moveInTable},
	log: {move: moveInLog},
};

/** Finds what the movement keys do in the pane that has the focus. */
export const getPaneMoves = ({getScreen}: Pick<KeyContext, 'getScreen'>): PaneMoves => {
	const {focus, upperView} = getScreen();
	return panes[focus === 'log' ? 'log' : upperView];
};
