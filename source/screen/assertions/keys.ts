import {getMovement} from '../keys/movement.js';
import {type PaneKeys} from '../keys/pane-keys.js';
import {type ScreenAction} from '../screen-state.js';

/** What the keys of the assertions can see and change. */
export type TestsKeys = {
	/** Lines of the text. */
	readonly lineCount: number;
	/** Rows of the pane in the last frame. */
	readonly height: number;
	readonly dispatchScreen: (action: ScreenAction) => void;
};

/** The assertions are a text that scrolls. */
export const createTestsPane = ({lineCount, height, dispatchScreen}: TestsKeys): PaneKeys => ({
	move(command) {
		dispatchScreen({type: 'scroll-tests', by: getMovement(command, height), lineCount, height});
	},
});
