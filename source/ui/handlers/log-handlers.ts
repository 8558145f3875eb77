import {getNodeTableView} from '../components/node-table/node-table-state.js';
import {type logKeys} from '../keys/log-keys.js';
import {type HandlersOf} from './handler.js';
import {type KeyContext} from './key-context.js';

const pinCursor = ({getTable, nodes, upperHeight, dispatchTable}: KeyContext): void => {
	const {cursor, start} = getNodeTableView(getTable(), nodes, upperHeight);
	dispatchTable({type: 'pin-cursor', at: cursor, top: start});
};

export const logHandlers = {
	'show-node-log': {
		run(context) {
			pinCursor(context);
			context.dispatchScreen({type: 'show-logs', source: 'selected'});
			context.dispatchLog({type: 'follow'});
		},
	},
	'show-all-logs': {
		run({dispatchScreen, dispatchLog}) {
			dispatchScreen({type: 'show-logs', source: 'all'});
			dispatchLog({type: 'follow'});
		},
	},
	'toggle-follow': {
		run({dispatchLog, log}) {
			dispatchLog({type: 'toggle-follow', context: log});
		},
	},
	'toggle-noise': {
		run({dispatchScreen}) {
			dispatchScreen({type: 'toggle-noise'});
		},
	},
} satisfies HandlersOf<typeof logKeys>;
