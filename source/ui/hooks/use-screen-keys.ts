import {useInput} from 'ink';
import {nameKeys} from '../keymap.js';
import {handleKey, type ScreenKeysContext} from '../screen-keys.js';

/** Listens to the keyboard. */
export const useScreenKeys = (context: ScreenKeysContext, onCrash: (error: unknown) => void): void => {
	useInput((input, key) => {
		try {
			for (const name of nameKeys(input, key)) {
				handleKey(name, context);
			}
		} catch (error) {
			onCrash(error);
		}
	});
};
