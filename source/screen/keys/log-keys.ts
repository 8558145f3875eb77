import {type Bindings} from './binding.js';

/** What the log pane shows. */
export const logKeys = {
	'show-node-log': {keys: ['enter'], group: 'log', label: 'log of node', help: 'log of the selected node'},
	'show-run-log': {keys: ['R'], group: 'log', label: 'run log', help: 'the platform\'s log of the node\'s run, with what it printed; again: its log on S3'},
	'show-all-logs': {keys: ['a'], group: 'log', label: 'all logs', help: 'logs of all nodes, interleaved'},
	'toggle-follow': {keys: ['f', 'F'], group: 'log', label: 'follow', help: 'follow the end of the log, or stop following'},
	'next-match': {keys: ['n'], group: 'log', label: 'next match', help: 'to the next line that / found'},
	'previous-match': {keys: ['N'], group: 'log', label: 'match before', help: 'to the line before that / found'},
	'filter-log': {keys: ['&'], group: 'log', label: 'filter log', help: 'only lines that match; &!text leaves them out'},
	'cycle-level': {keys: ['L'], group: 'log', label: 'level', help: 'all levels, INFO and worse, WARNING and worse, errors'},
	'next-error': {keys: ['e'], group: 'log', label: 'next error', help: 'to the next error'},
	'previous-error': {keys: ['E'], group: 'log', label: 'error before', help: 'to the error before'},
	'toggle-noise': {keys: ['d'], group: 'log', label: 'FaaSr lines', help: 'fold or show what FaaSr logs about itself'},
	'toggle-wrap': {keys: ['w'], group: 'log', label: 'wrap', help: 'wrap long lines, or cut them off (h and l move sideways then)'},
	'cycle-time': {keys: ['T'], group: 'log', label: 'time', help: 'time since the action\'s start, since the run\'s, time of day, none'},
	mark: {keys: ['m'], group: 'log', label: 'mark', help: 'draw a line with the time below the last line'},
	'copy-lines': {keys: ['c'], group: 'log', label: 'copy', help: 'copy the match, the error, the lines since the last mark, or the first line in view'},
	'save-log': {keys: ['ctrl+s'], group: 'log', label: 'save log', help: 'save what the log shows to a file'},
	'page-log': {keys: ['v'], group: 'log', label: 'pager', help: 'look at what the log shows in $PAGER'},
} as const satisfies Bindings;
