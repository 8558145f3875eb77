import {type BoundHandler} from './commands.js';
import {type Command} from './keymap.js';
import {type PaneKeys} from './pane-keys.js';

type GetPane = () => PaneKeys;

/** What a key does in the pane that has the focus, where that has something of its own for it. */
const inPane = (name: 'choose' | 'copy' | 'save' | 'open', getPane: GetPane, handler: BoundHandler): BoundHandler => ({
	run() {
		(getPane()[name] ?? handler.run)();
	},
	describeObstacle: () => getPane()[name] === undefined ? handler.describeObstacle() : undefined,
	describeRisk: () => getPane()[name] === undefined ? handler.describeRisk() : undefined,
});

/** Lets the pane that has the focus answer the keys that it has something of its own for. */
export const preferPane = (handlers: Readonly<Record<Command, BoundHandler>>, getPane: GetPane): Readonly<Record<Command, BoundHandler>> => ({
	...handlers,
	'show-node-log': inPane('choose', getPane, handlers['show-node-log']),
	'copy-lines': inPane('copy', getPane, handlers['copy-lines']),
	'save-log': inPane('save', getPane, handlers['save-log']),
	'open-run': inPane('open', getPane, handlers['open-run']),
});
