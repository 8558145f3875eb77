import {useInput} from 'ink';
import {handleKey} from '../handlers/handle-key.js';
import {type KeyContext} from '../handlers/key-context.js';
import {nameKeys} from '../keys/name-keys.js';
import {type ScreenState} from '../screen-state.js';

const isTextWanted = ({prompt, overlay}: ScreenState): boolean => prompt !== undefined || overlay === 'palette';

/** Listens to the keyboard. */
export const useScreenKeys = (context: KeyContext, onCrash: (error: unknown) => void): void => {
	useInput((input, key) => {
		try {
			for (const name of nameKeys(input, key, {isTextWanted: isTextWanted(context.getScreen())})) {
				handleKey(name, context);
			}
		} catch (error) {
			onCrash(error);
		}
	});
};
