import {type Bindings} from './binding.js';

/** What happens to the run. */
export const runKeys = {
	trigger: {keys: ['t'], group: 'run', label: 'trigger', help: 'trigger the workflow'},
	cancel: {keys: ['x'], group: 'run', label: 'cancel', help: 'cancel the run (asks first)'},
	'force-cancel': {keys: ['X'], group: 'run', label: 'force', help: 'cancel by force what has not heeded the cancel (asks first)'},
	rerun: {keys: ['r'], group: 'run', label: 'rerun', help: 'run all of it again, what failed, or one node; shows its plan first'},
} as const satisfies Bindings;
