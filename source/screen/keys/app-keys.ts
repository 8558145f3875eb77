import {type Bindings} from './binding.js';

/** The screen itself. */
export const appKeys = {
	palette: {keys: [':'], group: 'screen', label: 'commands', help: 'every command by its name, with its key'},
	help: {keys: ['?'], group: 'screen', label: 'help', help: 'this page'},
	back: {keys: ['esc'], group: 'screen', label: 'back', help: 'back: closes what is open, then to the table'},
	stream: {keys: ['s'], group: 'screen', label: 'lines', help: 'leave the screen and print lines, what was missed first; s again returns'},
	suspend: {keys: ['ctrl+z'], group: 'screen', label: 'suspend', help: 'stop until the shell\'s fg, and the local cloud with it'},
	quit: {keys: ['q'], group: 'screen', label: 'quit', help: 'leave the screen'},
	interrupt: {keys: ['ctrl+c'], group: 'screen', label: 'cancel', help: 'cancel the run; a second time, leave at once'},
} as const satisfies Bindings;
