import {type MovementCommand} from './movement.js';

/** What the keys that work in every pane do in one of them. */
export type PaneKeys = {
	readonly move: (command: MovementCommand) => void;
	/** Absent where nothing lies to the left or right. */
	readonly moveSideways?: ((direction: 'left' | 'right') => void) | undefined;
	/** Absent where nothing can be searched. */
	readonly search?: () => void;
	/** Takes back what was searched or filtered; false when there is nothing to take back. */
	readonly goBack?: (() => boolean) | undefined;
	/** What the key that shows the pane does where the pane is shown and has the focus. */
	readonly showAgain?: () => void;
	/** What these keys do in the pane in the place of what they do elsewhere: show the log of a node, copy and save lines of the log, open the run. */
	readonly choose?: () => void;
	readonly copy?: () => void;
	readonly save?: () => void;
	readonly open?: () => void;
};
