import {useInput} from 'ink';
import {useEffect} from 'react';
import {type AppProps} from '../screen-options.js';
import {handleKey, type KeyTargets} from './handle-key.js';
import {handlePaste, isTyping} from './handle-paste.js';
import {type Command} from './keymap.js';
import {nameKeys} from './name-keys.js';

// After these a text is typed; a slow connection may deliver both together, which looks like a paste.
const typingCommands: ReadonlySet<Command | undefined> = new Set<Command>(['search', 'filter-log', 'palette']);

const isTextWanted = (input: string, {getScreen, keymap}: KeyTargets): boolean => {
	const {prompt, overlay} = getScreen();
	return prompt !== undefined || overlay === 'palette'
		|| (overlay === undefined && typingCommands.has(keymap.findCommand(input.slice(0, 1))));
};

/**
Presses the keys of one chunk of input, one after the other.

Behind the Enter that ends a text the rest is none: fingers do not type that fast, so it was pasted where the terminal does
not say so.
*/
const pressKeys = (names: readonly string[], targets: KeyTargets): void => {
	for (const name of names) {
		const wasTyping = isTyping(targets.getScreen());
		handleKey(name, targets);
		if (wasTyping && name === 'enter') {
			return;
		}
	}
};

/** Listens to the keyboard, and to what is pasted. */
export const useKeys = (targets: KeyTargets, {onCrash, subscribePastes}: Pick<AppProps, 'onCrash' | 'subscribePastes'>): void => {
	useEffect(() => subscribePastes?.(text => {
		try {
			handlePaste(text, targets);
		} catch (error) {
			onCrash(error);
		}
	}));
	useInput((input, key) => {
		try {
			pressKeys(nameKeys(input, key, {isTextWanted: isTextWanted(input, targets)}), targets);
		} catch (error) {
			onCrash(error);
		}
	});
};
