import {type logKeys} from '../keys/log-keys.js';
import {type HandlersOf} from './handler.js';
import {type KeyContext} from './key-context.js';

const holdCursor = ({table, getSelected, upperHeight, dispatchTable}: KeyContext): void => {
	const key = getSelected();
	if (key !== undefined) {
		dispatchTable({type: 'hold', key, top: table.getView(upperHeight).start});
	}
};

export const logHandlers = {
	'show-node-log': {
		run(context) {
			holdCursor(context);
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
