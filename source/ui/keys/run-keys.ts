import {type Bindings} from './binding.js';

/** What happens to the run. */
export const runKeys = {
	trigger: {keys: ['t'], group: 'run', label: 'trigger', help: 'trigger the workflow'},
	cancel: {keys: ['x'], group: 'run', label: 'cancel', help: 'cancel the run (asks first)'},
	rerun: {keys: ['r'], group: 'run', label: 'rerun', help: 'run again, as a new invocation'},
} as const satisfies Bindings;
