import {type Bindings} from './binding.js';

/** What the log pane shows. */
export const logKeys = {
	'show-node-log': {keys: ['enter'], group: 'log', label: 'log of node', help: 'log of the selected node'},
	'show-all-logs': {keys: ['a'], group: 'log', label: 'all logs', help: 'logs of all nodes, interleaved'},
	'toggle-follow': {keys: ['f', 'F'], group: 'log', label: 'follow', help: 'follow the end of the log, or stop following'},
	'toggle-noise': {keys: ['d'], group: 'log', label: 'debug lines', help: 'show or hide what FaaSr logs about itself'},
} as const satisfies Bindings;
