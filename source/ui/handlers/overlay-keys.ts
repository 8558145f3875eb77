import {findCommand} from '../keys/keymap.js';
import {getMovement, isMovement} from '../keys/movement.js';
import {type Overlay} from '../screen-state.js';
import {type KeyContext} from './key-context.js';

/** Keys while the help is open: it scrolls and closes. */
const handleHelpKey = (keyName: string, {help, dispatchScreen, dispatchHelp}: KeyContext): void => {
	const command = findCommand(keyName);
	if (command === undefined) {
		return;
	}

	if (isMovement(command)) {
		dispatchHelp({type: 'scroll', by: getMovement(command, help.height), ...help});
	} else if (command === 'help' || command === 'back' || command === 'quit') {
		dispatchScreen({type: 'close-overlay'});
	}
};

/** What keys do while something lies over table and log. */
export const overlayKeys: Readonly<Record<Overlay, (keyName: string, context: KeyContext) => void>> = {
	help: handleHelpKey,
};
