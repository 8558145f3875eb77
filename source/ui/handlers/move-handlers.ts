import {moveCursor} from '../components/node-table/table-view.js';
import {type moveKeys} from '../keys/move-keys.js';
import {getMovement, type MovementCommand} from '../keys/movement.js';
import {type Handler, type HandlersOf} from './handler.js';
import {type KeyContext} from './key-context.js';

const moveInTable = (command: MovementCommand, {getScreen, table, upperHeight, dispatchTable, dispatchLog}: KeyContext): void => {
	const next = moveCursor(table.getState(), table.getRows(), {by: getMovement(command, upperHeight), height: upperHeight});
	if (next !== undefined) {
		dispatchTable({type: 'select', ...next});
	}

	if (getScreen().logSource === 'selected') {
		dispatchLog({type: 'follow'});
	}
};

const createMoveHandler = (command: MovementCommand): Handler => ({
	run(context) {
		if (context.getScreen().focus === 'log') {
			context.dispatchLog({type: 'scroll', by: getMovement(command, context.log.height), context: context.log});
		} else {
			moveInTable(command, context);
		}
	},
});

export const moveHandlers = {
	up: createMoveHandler('up'),
	down: createMoveHandler('down'),
	'half-page-up': createMoveHandler('half-page-up'),
	'half-page-down': createMoveHandler('half-page-down'),
	'page-up': createMoveHandler('page-up'),
	'page-down': createMoveHandler('page-down'),
	top: createMoveHandler('top'),
	bottom: createMoveHandler('bottom'),
} satisfies HandlersOf<typeof moveKeys>;
