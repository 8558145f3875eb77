import {type Handler} from '../keys/commands.js';
import {type Command, type Keymap} from '../keys/keymap.js';
import {describeLineKeys, type LineCommand, lineCommands} from './describe-line-keys.js';

/** What the keys that only lines have can see and do. */
export type LineHandlerKeys = {
	readonly keymap: Keymap;
	/** Writes a sentence of our own between the lines. */
	readonly note: (text: string) => void;
	/** What is known of the nodes now, a line each. */
	readonly describeNodes: () => readonly string[];
	readonly suspend: () => void;
	/** Goes back to the screen; absent when there is none. */
	readonly showScreen?: () => void;
};

/** Tells the commands that make sense without the screen. */
export const isLineCommand = (command: Command): command is LineCommand => (lineCommands as readonly Command[]).includes(command);

const noteAll = (sentences: readonly string[], note: LineHandlerKeys['note']): void => {
	for (const sentence of sentences) {
		note(sentence);
	}
};

/** Where lines do something else than the screen. */
export const lineHandlers = {
	suspend: {
		run({suspend}) {
			suspend();
		},
	},
	stream: {
		run({showScreen}) {
			showScreen?.();
		},
	},
	'show-table': {
		run({describeNodes, note}) {
			noteAll(describeNodes(), note);
		},
	},
	help: {
		run({keymap, note, showScreen}) {
			noteAll(describeLineKeys(keymap, {hasScreen: showScreen !== undefined}), note);
		},
	},
} satisfies Partial<Record<LineCommand, Handler<LineHandlerKeys>>>;
