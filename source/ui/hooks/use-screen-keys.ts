import {useInput} from 'ink';
import {handleKey} from '../handlers/handle-key.js';
import {type KeyContext} from '../handlers/key-context.js';
import {type Command} from '../keys/keymap.js';
import {nameKeys} from '../keys/name-keys.js';

// After these a text is typed; a slow connection may deliver both together, which looks like a paste.
const typingCommands: ReadonlySet<Command | undefined> = new Set<Command>(['search', 'filter-log', 'palette']);

const isTextWanted = (input: string, {getScreen, keymap}: KeyContext): boolean => {
	const {prompt, overlay} = getScreen();
	return prompt !== undefined || overlay === 'palette'
		|| (overlay === undefined && typingCommands.has(keymap.findCommand(input.slice(0, 1))));
};

/** Listens to the keyboard. */
export const useScreenKeys = (context: KeyContext, onCrash: (error: unknown) => void): void => {
	useInput((input, key) => {
		try {
			for (const name of nameKeys(input, key, {isTextWanted: isTextWanted(input, context)})) {
				handleKey(name, context);
			}
		} catch (error) {
			onCrash(error);
		}
	});
};
