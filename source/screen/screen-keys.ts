import {type moveBindings, type screenBindings, type viewBindings} from './keys/keymap.js';
import {type Handler, type HandlersOf} from './keys/commands.js';
import {type MovementCommand} from './keys/movement.js';
import {type PaneKeys} from './keys/pane-keys.js';
import {type Overlay} from './overlay/overlay-names.js';
import {type ScreenControls} from './screen-controls.js';
import {type ScreenAction, type ScreenState, type UpperView} from './screen-state.js';

/** What the keys for the views, the focus and the movement in it can see and change. */
export type ScreenKeys = {
	readonly getScreen: () => ScreenState;
	readonly dispatchScreen: (action: ScreenAction) => void;
	/** What the keys that work everywhere do in the pane that has the focus. */
	readonly getPane: () => PaneKeys;
	readonly openOverlay: (overlay: Overlay) => void;
	/** Leaves the screen for lines, for the shell, or for another program. */
	readonly controls: Pick<ScreenControls, 'showLines' | 'suspend'>;
	/** There is a test file (`--test`). */
	readonly hasTests: boolean;
};

const createShowHandler = (view: UpperView): Handler<ScreenKeys> => ({
	run({getScreen, dispatchScreen, getPane}) {
		const {focus, upperView} = getScreen();
		const showAgain = upperView === view && focus === 'upper' ? getPane().showAgain : undefined;
		if (showAgain === undefined) {
			dispatchScreen({type: 'show-upper', view});
		} else {
			showAgain();
		}
	},
});

export const viewHandlers = {
	'show-table': createShowHandler('table'),
	'focus-log': {
		run({dispatchScreen}) {
			dispatchScreen({type: 'focus', pane: 'log'});
		},
	},
	'show-graph': createShowHandler('graph'),
	'show-timeline': createShowHandler('timeline'),
	'show-files': createShowHandler('files'),
	assertions: {
		describeObstacle: ({hasTests}) => hasTests ? undefined : 'There is no test file: start with --test FILE.',
		run: createShowHandler('tests').run,
	},
	zoom: {
		run({dispatchScreen}) {
			dispatchScreen({type: 'toggle-zoom'});
		},
	},
	'switch-pane': {
		run({dispatchScreen}) {
			dispatchScreen({type: 'switch-pane'});
		},
	},
	search: {
		describeObstacle: ({getPane}) => getPane().search === undefined ? 'The tests cannot be searched: Tab focuses the log, 1 the nodes.' : undefined,
		run({getPane}) {
			getPane().search?.();
		},
	},
} satisfies HandlersOf<typeof viewBindings, ScreenKeys>;

const createMoveHandler = (command: MovementCommand): Handler<ScreenKeys> => ({
	run({getPane}) {
		getPane().move(command);
	},
});

const createSidewaysHandler = (direction: 'left' | 'right'): Handler<ScreenKeys> => ({
	describeObstacle: ({getPane}) => getPane().moveSideways === undefined ? `There is nothing to the ${direction} in this pane.` : undefined,
	run({getPane}) {
		getPane().moveSideways?.(direction);
	},
});

export const moveHandlers = {
	up: createMoveHandler('up'),
	down: createMoveHandler('down'),
	left: createSidewaysHandler('left'),
	right: createSidewaysHandler('right'),
	'half-page-up': createMoveHandler('half-page-up'),
	'half-page-down': createMoveHandler('half-page-down'),
	'page-up': createMoveHandler('page-up'),
	'page-down': createMoveHandler('page-down'),
	top: createMoveHandler('top'),
	bottom: createMoveHandler('bottom'),
} satisfies HandlersOf<typeof moveBindings, ScreenKeys>;

const createOverlayHandler = (overlay: Overlay): Handler<ScreenKeys> => ({
	run({openOverlay}) {
		openOverlay(overlay);
	},
});

export const screenHandlers = {
	palette: createOverlayHandler('palette'),
	help: createOverlayHandler('help'),
	back: {
		run({getPane, dispatchScreen}) {
			if (getPane().goBack?.() !== true) {
				dispatchScreen({type: 'go-back'});
			}
		},
	},
	stream: {
		run({controls}) {
			controls.showLines();
		},
	},
	suspend: {
		run({controls}) {
			controls.suspend();
		},
	},
} satisfies HandlersOf<typeof screenBindings, ScreenKeys>;
