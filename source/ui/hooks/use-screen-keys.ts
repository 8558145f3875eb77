import {useInput} from 'ink';
import {handleKey} from '../handlers/handle-key.js';
import {type KeyContext} from '../handlers/key-context.js';
import {nameKeys} from '../keys/name-keys.js';

/** Listens to the keyboard. */
export const useScreenKeys = (context: KeyContext, onCrash: (error: unknown) => void): void => {
	useInput((input, key) => {
		try {
			for (const name of nameKeys(input, key, {isTextWanted: context.getScreen().prompt !== undefined})) {
				handleKey(name, context);
			}
		} catch (error) {
			onCrash(error);
		}
	});
};
