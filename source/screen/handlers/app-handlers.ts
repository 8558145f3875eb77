import {type appKeys} from '../keys/app-keys.js';
import {type Overlay} from '../screen-state.js';
import {type Handler, type HandlersOf} from './handler.js';
import {endLogSearch} from './log-moves.js';
import {createIntentHandler} from './run-handlers.js';

const createOverlayHandler = (overlay: Overlay): Handler => ({
	run({dispatchScreen, dispatchOverlay}) {
		dispatchOverlay({type: 'reset'});
		dispatchScreen({type: 'open-overlay', overlay});
	},
});

export const appHandlers = {
	palette: createOverlayHandler('palette'),
	help: createOverlayHandler('help'),
	back: {
		run(context) {
			const {getScreen, table, dispatchScreen, dispatchTable} = context;
			const {focus, upperView} = getScreen();
			if (focus === 'log' && endLogSearch(context)) {
				return;
			}

			if (focus === 'upper' && upperView === 'table' && table.getState().options.filter !== '') {
				dispatchTable({type: 'filter', text: ''});
			} else {
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
	quit: createIntentHandler('quit'),
	interrupt: {
		run({store, actions, getScreen, dispatchScreen}) {
			const {outcome, isCancelRequested} = store.getSnapshot();
			if (outcome === 'RUNNING' && !isCancelRequested && !getScreen().wasInterrupted) {
				dispatchScreen({type: 'interrupt', text: 'Cancelling the run. Ctrl+C again leaves at once.'});
				actions.interrupt();
				return;
			}

			actions.quit();
		},
	},
} satisfies HandlersOf<typeof appKeys>;
