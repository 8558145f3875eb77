import {type Command, type Keymap} from '../keys/keymap.js';

/** What keys can do while lines are on the terminal. */
export const lineCommands = ['trigger', 'cancel', 'force-cancel', 'rerun', 'show-table', 'stream', 'suspend', 'help', 'quit', 'interrupt'] as const satisfies readonly Command[];

export type LineCommand = (typeof lineCommands)[number];

const meanings: Partial<Record<LineCommand, string>> = {
	rerun: 'rerun (asks which part)',
	'show-table': 'print the status of every node',
	stream: 'back to the screen',
	help: 'these lines',
	quit: 'leave',
};

/** Says what every key does while lines are on the terminal, a line each. */
export const describeLineKeys = ({bindings, nameKey}: Keymap, {hasScreen}: {readonly hasScreen: boolean}): readonly string[] => lineCommands
	.filter(command => hasScreen || command !== 'stream')
	.map(command => `${nameKey(command)}: ${meanings[command] ?? bindings[command].help}`);
