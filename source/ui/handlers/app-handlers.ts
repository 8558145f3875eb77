import {type appKeys} from '../keys/app-keys.js';
import {type HandlersOf} from './handler.js';
import {createIntentHandler} from './run-handlers.js';

export const appHandlers = {
	help: {
		run({dispatchScreen, dispatchHelp}) {
			dispatchHelp({type: 'reopen'});
			dispatchScreen({type: 'open-overlay', overlay: 'help'});
		},
	},
	back: {
		run({dispatchScreen}) {
			dispatchScreen({type: 'go-back'});
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
