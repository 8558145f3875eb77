import {type Command} from './keymap.js';

const halfPage = (height: number): number => Math.max(1, Math.floor(height / 2));
// One line of the last page stays in view.
const page = (height: number): number => Math.max(1, height - 1);

const movements = {
	up: () => -1,
	down: () => 1,
	'half-page-up': (height: number) => -halfPage(height),
	'half-page-down': halfPage,
	'page-up': (height: number) => -page(height),
	'page-down': page,
	top: () => Number.NEGATIVE_INFINITY,
	bottom: () => Number.POSITIVE_INFINITY,
} satisfies Partial<Record<Command, (height: number) => number>>;

export type MovementCommand = keyof typeof movements;

export const isMovement = (command: Command): command is MovementCommand => command in movements;

/** By how many rows a movement key moves in a pane of this height. */
export const getMovement = (command: MovementCommand, height: number): number => movements[command](height);
