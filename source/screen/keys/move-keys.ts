import {type Bindings} from './binding.js';

/** Moving in the pane that has the focus. */
export const moveKeys = {
	up: {keys: ['k', 'up'], group: 'move', label: 'up', help: 'one line up'},
	down: {keys: ['j', 'down'], group: 'move', label: 'down', help: 'one line down'},
	left: {keys: ['h', 'left'], group: 'move', label: 'left', help: 'to the left; in the table, close what is open or go up a level'},
	right: {keys: ['l', 'right'], group: 'move', label: 'right', help: 'to the right; in the table, open ranks or folded rows'},
	'half-page-up': {keys: ['ctrl+u'], group: 'move', label: 'half page up', help: 'half a page up'},
	'half-page-down': {keys: ['ctrl+d'], group: 'move', label: 'half page down', help: 'half a page down'},
	'page-up': {keys: ['pgup', 'ctrl+b'], group: 'move', label: 'page up', help: 'a page up'},
	'page-down': {keys: ['pgdn', 'ctrl+f', 'space'], group: 'move', label: 'page down', help: 'a page down'},
	top: {keys: ['g', 'home'], group: 'move', label: 'top', help: 'to the first line'},
	bottom: {keys: ['G', 'end'], group: 'move', label: 'bottom', help: 'to the last line; in the log, follow it'},
} as const satisfies Bindings;
