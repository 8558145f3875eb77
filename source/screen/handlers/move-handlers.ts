import {type moveKeys} from '../keys/move-keys.js';
import {type MovementCommand} from '../keys/movement.js';
import {type Handler, type HandlersOf} from './handler.js';
import {getPaneMoves} from './pane-moves.js';

const createMoveHandler = (command: MovementCommand): Handler => ({
	run(context) {
		getPaneMoves(context).move(command, context);
	},
});

const createSidewaysHandler = (direction: 'left' | 'right'): Handler => ({
	describeObstacle: context => getPaneMoves(context).moveSideways === undefined
		? `There is nothing to the ${direction} in this pane.`
		: undefined,
	run(context) {
		getPaneMoves(context).moveSideways?.(direction, context);
	},
});

export const moveHandlers = {
	up: createMoveHandler('up'),
	down: createMoveHandler('down'),
	left: createSidewaysHandler('left'),
	right: createSidewaysHandler('right'),
	'half-page-up': createMoveHandler('half-page-up'),
	'half-page-down': createMoveHandler('half-page-down'),
	'page-up': createMoveHandler('page-up'),
	'page-down': createMoveHandler('page-down'),
	top: createMoveHandler('top'),
	bottom: createMoveHandler('bottom'),
} satisfies HandlersOf<typeof moveKeys>;
