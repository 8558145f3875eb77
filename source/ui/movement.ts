import {type Command} from './keymap.js';

const page = (height: number): number => Math.max(1, height - 1);
const halfPage = (height: number): number => Math.max(1, Math.floor(height / 2));

/** By how many rows a movement command moves in a pane of this height; nothing for any other command. */
export const getMovement = (command: Command, height: number): number | undefined => {
	switch (command) {
		case 'up': {
			return -1;
		}

		case 'down': {
			return 1;
		}

		case 'half-page-up': {
			return -halfPage(height);
		}

		case 'half-page-down': {
			return halfPage(height);
		}

		case 'page-up': {
			return -page(height);
		}

		case 'page-down': {
			return page(height);
		}

		case 'top': {
			return Number.NEGATIVE_INFINITY;
		}

		case 'bottom': {
			return Number.POSITIVE_INFINITY;
		}

		default: {
			return undefined;
		}
	}
};
