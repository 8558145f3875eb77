import {type Bindings} from './binding.js';

/** Where things of the run and of the selected node are. */
export const placeKeys = {
	detail: {keys: ['i'], group: 'run', label: 'detail', help: 'why the selected node is in its state, its arguments, runs and objects'},
	'open-run': {keys: ['o'], group: 'run', label: 'open run', help: 'the selected node\'s run on the platform, in the browser'},
	'copy-place': {keys: ['O'], group: 'run', label: 'S3 place', help: 'show and copy where the selected node\'s log is on S3'},
	'copy-invocation-id': {keys: ['y'], group: 'run', label: 'copy id', help: 'copy the InvocationID'},
} as const satisfies Bindings;
