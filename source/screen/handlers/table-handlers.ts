import {type tableKeys} from '../keys/table-keys.js';
import {type HandlersOf} from './handler.js';

export const tableHandlers = {
	'active-first': {
		run({dispatchTable}) {
			dispatchTable({type: 'toggle-active-first'});
		},
	},
	'toggle-folding': {
		run({dispatchTable}) {
			dispatchTable({type: 'toggle-folding'});
		},
	},
} satisfies HandlersOf<typeof tableKeys>;
