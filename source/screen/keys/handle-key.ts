import {pressInOverlay, type OverlayKeys} from '../overlay/keys.js';
import {pressInPrompt, type Prompts} from '../footer/press-in-prompt.js';
import {type ScreenAction, type ScreenState} from '../screen-state.js';
import {type Commands} from './commands.js';
import {type Keymap} from './keymap.js';

/** What keys go to: a question, a prompt, what lies over the panes, or a command. */
export type KeyTargets = {
	readonly keymap: Pick<Keymap, 'findCommand'>;
	readonly getScreen: () => ScreenState;
	readonly dispatchScreen: (action: ScreenAction) => void;
	readonly prompts: Prompts;
	readonly overlay: OverlayKeys;
	readonly commands: Commands;
};

/** Does what a key asks for, or says why it cannot. Ctrl+C works everywhere; else a question, a prompt and what is open come first. */
export const handleKey = (keyName: string, {keymap, getScreen, dispatchScreen, prompts, overlay: overlayKeys, commands}: KeyTargets): void => {
	const command = keymap.findCommand(keyName);
	if (command === 'interrupt') {
		commands.run(command);
		return;
	}

	const {question, prompt, overlay} = getScreen();
	dispatchScreen({type: 'hush'});
	if (question !== undefined) {
		dispatchScreen({type: 'drop-question'});
		if (keyName === 'y') {
			commands.confirm(question.command);
		}
	} else if (prompt !== undefined) {
		pressInPrompt(keyName, prompt, prompts, dispatchScreen);
	} else if (overlay !== undefined) {
		pressInOverlay(overlay, keyName, overlayKeys);
	} else if (command !== undefined) {
		commands.run(command);
	}
};
