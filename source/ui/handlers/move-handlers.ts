import {getNodeTableView} from '../components/node-table/node-table-state.js';
import {type moveKeys} from '../keys/move-keys.js';
import {getMovement, type MovementCommand} from '../keys/movement.js';
import {type Handler, type HandlersOf} from './handler.js';
import {type KeyContext} from './key-context.js';

const moveInTable = (command: MovementCommand, {getScreen, getTable, nodes, upperHeight, dispatchTable, dispatchLog}: KeyContext): void => {
	const {cursor, start} = getNodeTableView(getTable(), nodes, upperHeight);
	dispatchTable({
		type: 'move-cursor', from: cursor, by: getMovement(command, upperHeight), top: start, rowCount: nodes.length, height: upperHeight,
	});
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
