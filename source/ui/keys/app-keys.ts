import {type Bindings} from './binding.js';

/** The screen itself. */
export const appKeys = {
	help: {keys: ['?'], group: 'screen', label: 'help', help: 'this page'},
	back: {keys: ['esc'], group: 'screen', label: 'back', help: 'back: closes what is open, then to the table'},
	quit: {keys: ['q'], group: 'screen', label: 'quit', help: 'leave the screen'},
	interrupt: {keys: ['ctrl+c'], group: 'screen', label: 'cancel', help: 'cancel the run; a second time, leave at once'},
} as const satisfies Bindings;
