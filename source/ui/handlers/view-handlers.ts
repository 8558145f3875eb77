import {type viewKeys} from '../keys/view-keys.js';
import {type HandlersOf} from './handler.js';

export const viewHandlers = {
	'show-table': {
		run({dispatchScreen}) {
			dispatchScreen({type: 'show-upper', view: 'table'});
		},
	},
	'focus-log': {
		run({dispatchScreen}) {
			dispatchScreen({type: 'focus', pane: 'log'});
		},
	},
	zoom: {
		run({dispatchScreen}) {
			dispatchScreen({type: 'toggle-zoom'});
		},
	},
	'switch-pane': {
		run({dispatchScreen}) {
			dispatchScreen({type: 'switch-pane'});
		},
	},
	search: {
		run({dispatchScreen, table}) {
			dispatchScreen({type: 'open-prompt', kind: 'filter-nodes', text: table.getState().options.filter});
		},
	},
} satisfies HandlersOf<typeof viewKeys>;
