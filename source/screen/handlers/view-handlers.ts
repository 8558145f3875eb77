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
	assertions: {
		describeObstacle: ({assertions}) => assertions === undefined ? 'There is no test file: start with --test FILE.' : undefined,
		run({dispatchScreen}) {
			dispatchScreen({type: 'show-upper', view: 'tests'});
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
		describeObstacle({getScreen}) {
			const {focus, upperView} = getScreen();
			return focus === 'upper' && upperView === 'tests' ? 'The tests cannot be searched: Tab goes to the log, 1 to the nodes.' : undefined;
		},
		run({dispatchScreen, getScreen, table}) {
			const {focus, upperView} = getScreen();
			if (focus === 'log') {
				dispatchScreen({type: 'open-prompt', kind: 'search-log'});
			} else if (upperView === 'graph') {
				// There is no row to leave out of a graph: the cursor goes to what is typed.
				dispatchScreen({type: 'open-prompt', kind: 'find-node'});
			} else {
				dispatchScreen({type: 'open-prompt', kind: 'filter-nodes', text: table.getState().options.filter});
			}
		},
	},
} satisfies HandlersOf<typeof viewKeys>;
