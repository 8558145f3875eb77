import {type Bindings} from './binding.js';

/** What is on the screen, and where the focus is. */
export const viewKeys = {
	'show-table': {keys: ['1'], group: 'view', label: 'table', help: 'the nodes as a table'},
	'focus-log': {keys: ['2'], group: 'view', label: 'log', help: 'to the log'},
	'show-graph': {keys: ['3'], group: 'view', label: 'graph', help: 'the workflow as a graph; again turns it'},
	'show-timeline': {keys: ['4'], group: 'view', label: 'timeline', help: 'when each node was queued, starting and running'},
	assertions: {keys: ['5'], group: 'view', label: 'tests', help: 'the assertions of the test file (--test), with what was found'},
	zoom: {keys: ['z'], group: 'view', label: 'zoom', help: 'give the whole screen to the marked pane, or share it again'},
	'switch-pane': {keys: ['tab', 'shift+tab'], group: 'view', label: 'pane', help: 'to the other pane and back'},
	search: {keys: ['/'], group: 'view', label: 'search', help: 'show only some nodes (sum !failed); in the log, search'},
} as const satisfies Bindings;
