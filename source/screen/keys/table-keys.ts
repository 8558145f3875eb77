import {type Bindings} from './binding.js';

/** Which rows the table shows. */
export const tableKeys = {
	'active-first': {keys: ['A'], group: 'table', label: 'active first', help: 'what failed and what is at work first, or the tree again'},
	'toggle-folding': {keys: ['-'], group: 'table', label: 'fold', help: 'fold the nodes that ended well, or show them again'},
} as const satisfies Bindings;
