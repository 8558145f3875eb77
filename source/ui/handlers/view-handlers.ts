import {type viewKeys} from '../keys/view-keys.js';
import {showGraph} from './graph-moves.js';
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
	'show-graph': showGraph,
	'show-timeline': {
		run({dispatchScreen}) {
			dispatchScreen({type: 'show-upper', view: 'timeline'});
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
		run({dispatchScreen, getScreen, table}) {
			dispatchScreen(getScreen().focus === 'log'
				? {type: 'open-prompt', kind: 'search-log'}
				: {type: 'open-prompt', kind: 'filter-nodes', text: table.getState().options.filter});
		},
	},
} satisfies HandlersOf<typeof viewKeys>;
