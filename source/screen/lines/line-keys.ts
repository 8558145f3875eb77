import {type RunStore} from '../../run/runner/run-store.js';
import {bindHandlers, createCommands} from '../keys/commands.js';
import {handleKey} from '../keys/handle-key.js';
import {type Keymap} from '../keys/keymap.js';
import {isTyped, nameCharacter} from '../keys/name-keys.js';
import {leaveHandlers, type RunActions, runHandlers, type RunKeys} from '../run/keys.js';
import {createRerun, type RerunKeys} from '../run/rerun-menu.js';
import {createPlanPage, createRerunMenu} from '../run/rerun-plan.js';
import {createTheme} from '../frame/theme.js';
import {isLineCommand, lineHandlers} from './line-handlers.js';
import {createLineState} from './line-state.js';

export type LineKeysOptions = {
	readonly store: Pick<RunStore, 'getSnapshot'>;
	readonly actions: RunActions;
	readonly quitSentence: string;
	readonly keymap: Keymap;
	/** Writes a sentence of our own between the lines. */
	readonly note: (text: string) => void;
	/** Makes text from elsewhere safe to show. */
	readonly cleanText: (text: string) => string;
	/** What is known of the nodes now, a line each. */
	readonly describeNodes: () => readonly string[];
	readonly suspend: () => void;
	/** Goes back to the screen; absent when there is none. */
	readonly showScreen?: () => void;
};

/** The keyboard while lines are on the terminal. */
export type LineKeys = {
	/** Does what the keys of one chunk of input ask for. */
	readonly press: (keys: string) => void;
	/** The caller has something to tell; nothing is being started any more. */
	readonly answer: (text: string) => void;
};

const theme = createTheme({hasColor: false, isUtf8: false});
/** Plans are wrapped to this, whatever the terminal's width: lines stay where they are when it changes. */
const columns = 80;

/** Splits what the terminal sent into names of keys. Sequences, such as those of arrows, mean nothing here. */
const nameChunk = (chunk: string): readonly string[] => chunk.startsWith('\u001B')
	? (chunk === '\u001B' ? ['esc'] : [])
	: (isTyped(chunk) ? [...chunk].map(character => nameCharacter(character)) : []);

/** Creates the keyboard for lines: the screen's handlers of those commands that make sense without it. What they say and open is printed. */
export const createLineKeys = (options: LineKeysOptions): LineKeys => {
	const {store, actions, quitSentence, keymap, cleanText} = options;
	const lines = createLineState({store, note: options.note, getOverlays: () => overlays});
	const {getScreen, dispatchScreen, getOverlay, dispatchOverlay} = lines;
	const run: RunKeys = {
		store, actions, quitSentence, nameKey: keymap.nameKey, getScreen, dispatchScreen,
		openRerun() {
			rerun.open();
		},
		onStart: () => undefined,
	};
	const rerunKeys: RerunKeys = {run, cleanText, columns, theme, dispatchScreen, dispatchOverlay};
	const rerun = createRerun(rerunKeys);
	const overlays = {
		pages: {plan: createPlanPage(rerunKeys, () => getOverlay().choice)},
		menus: {rerun: createRerunMenu(rerunKeys)},
	};
	const commands = createCommands({
		...bindHandlers(runHandlers, run), ...bindHandlers(leaveHandlers, run), ...bindHandlers(lineHandlers, options),
	}, {
		say(text) {
			dispatchScreen({type: 'say', text});
		},
		ask(command, text) {
			dispatchScreen({type: 'ask', command, text});
		},
	});
	const lineKeymap: Pick<Keymap, 'findCommand'> = {
		findCommand(keyName) {
			const command = keymap.findCommand(keyName);
			return command !== undefined && isLineCommand(command) ? command : undefined;
		},
	};
	const targets = {
		keymap: lineKeymap, getScreen, dispatchScreen, commands, prompts: {},
		overlay: {keymap: lineKeymap, overlays, rows: Number.MAX_SAFE_INTEGER, getOverlay, dispatchOverlay, dispatchScreen, commands, rerun},
	};
	return {
		press(chunk) {
			for (const keyName of nameChunk(chunk)) {
				lines.during(keyName, () => {
					handleKey(keyName, targets);
				});
			}
		},
		answer(text) {
			dispatchScreen({type: 'answer', text});
		},
	};
};
