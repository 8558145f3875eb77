import {type Command} from '../keys/keymap.js';
import {appHandlers} from './app-handlers.js';
import {type Handler} from './handler.js';
import {type KeyContext} from './key-context.js';
import {logHandlers} from './log-handlers.js';
import {moveHandlers} from './move-handlers.js';
import {placeHandlers} from './place-handlers.js';
import {runHandlers} from './run-handlers.js';
import {tableHandlers} from './table-handlers.js';
import {viewHandlers} from './view-handlers.js';

/** What every command does. */
export const handlers: Readonly<Record<Command, Handler>> = {
	...runHandlers, ...placeHandlers, ...viewHandlers, ...tableHandlers, ...logHandlers, ...moveHandlers, ...appHandlers,
};

/** Does what a command asks for, or says why it cannot. */
export const runCommand = (command: Command, context: KeyContext): void => {
	const {run, describeObstacle} = handlers[command];
	const obstacle = describeObstacle?.(context);
	if (obstacle === undefined) {
		run(context);
	} else {
		context.dispatchScreen({type: 'say', text: obstacle});
	}
};
