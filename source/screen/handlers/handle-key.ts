import {handlePromptKey} from '../prompt/handle-prompt-key.js';
import {runCommand} from './handlers.js';
import {type KeyContext} from './key-context.js';
import {overlayKeys} from './overlay-keys.js';
import {perform} from './run-handlers.js';

/** Does what a key asks for, or says why it cannot. Ctrl+C works everywhere; else a question, a prompt and what is open come first. */
export const handleKey = (keyName: string, context: KeyContext): void => {
	const {getScreen, dispatchScreen, keymap} = context;
	const command = keymap.findCommand(keyName);
	if (command === 'interrupt') {
		runCommand(command, context);
		return;
	}

	const {question, prompt, overlay} = getScreen();
	dispatchScreen({type: 'hush'});
	if (question !== undefined) {
		dispatchScreen({type: 'drop-question'});
		if (keyName === 'y') {
			perform(question.intent, context);
		}
	} else if (prompt !== undefined) {
		handlePromptKey(keyName, prompt, context);
	} else if (overlay !== undefined) {
		overlayKeys[overlay](keyName, context);
	} else if (command !== undefined) {
		runCommand(command, context);
	}
};
