import {getMovement, type MovementCommand} from '../keys/movement.js';
import {type UpperView} from '../screen-state.js';
import {type KeyContext} from './key-context.js';
import {tableMoves} from './table-moves.js';

/** What the movement keys do in one pane. */
export type PaneMoves = {
	readonly move: (command: MovementCommand, context: KeyContext) => void;
	/** Absent where nothing lies to the left or right. */
	readonly moveSideways?: (direction: 'left' | 'right', context: KeyContext) => void;
};

const moveInLog = (command: MovementCommand, {log, dispatchLog}: KeyContext): void => {
	dispatchLog({type: 'scroll', by: getMovement(command, log.height), context: log});
};

const panes: Readonly<Record<UpperView | 'log', PaneMoves>> = {
	table: tableMoves,
	log: {move: moveInLog},
};

/** Finds what the movement keys do in the pane that has the focus. */
export const getPaneMoves = ({getScreen}: Pick<KeyContext, 'getScreen'>): PaneMoves => {
	const {focus, upperView} = getScreen();
	return panes[focus === 'log' ? 'log' : upperView];
};
