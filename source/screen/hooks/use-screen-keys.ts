import {useInput} from 'ink';
import {useEffect} from 'react';
import {handleKey} from '../handlers/handle-key.js';
import {handlePaste, isTyping} from '../handlers/handle-paste.js';
import {type KeyContext} from '../handlers/key-context.js';
import {type Command} from '../keys/keymap.js';
import {nameKeys} from '../keys/name-keys.js';
import {type AppProps} from '../screen-options.js';

// After these a text is typed; a slow connection may deliver both together, which looks like a paste.
const typingCommands: ReadonlySet<Command | undefined> = new Set<Command>(['search', 'filter-log', 'palette']);

const isTextWanted = (input: string, {getScreen, keymap}: KeyContext): boolean => {
	const {prompt, overlay} = getScreen();
	return prompt !== undefined || overlay === 'palette'
		|| (overlay === undefined && typingCommands.has(keymap.findCommand(input.slice(0, 1))));
};

/**
Presses the keys of one chunk of input, one after the other.

Behind the Enter that ends a text the rest is none: fingers do not type that fast, so it was pasted where the terminal does
not say so.
*/
const pressKeys = (names: readonly string[], context: KeyContext): void => {
	for (const name of names) {
		const wasTyping = isTyping(context);
		handleKey(name, context);
		if (wasTyping && name === 'enter') {
			return;
		}
	}
};

/** Listens to the keyboard, and to what is pasted. */
export const useScreenKeys = (context: KeyContext, {onCrash, subscribePastes}: Pick<AppProps, 'onCrash' | 'subscribePastes'>): void => {
	useEffect(() => subscribePastes?.(text => {
		try {
			handlePaste(text, context);
		} catch (error) {
			onCrash(error);
		}
	}));
	useInput((input, key) => {
		try {
			pressKeys(nameKeys(input, key, {isTextWanted: isTextWanted(input, context)}), context);
		} catch (error) {
			onCrash(error);
		}
	});
};
