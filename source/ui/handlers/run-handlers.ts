import {type runKeys} from '../keys/run-keys.js';
import {describeObstacle, describeRisk, type Intent} from '../run-actions.js';
import {type Handler, type HandlersOf} from './handler.js';
import {type KeyContext} from './key-context.js';

const startingText = 'The workflow is being started already.';

const isStart = (intent: Intent): boolean => intent === 'trigger' || intent === 'rerun';

/** Creates the handler of a key that asks something of the run: it asks first where that is hard to undo. */
export const createIntentHandler = (intent: Intent): Handler => ({
	describeObstacle: ({store, getScreen}) => isStart(intent) && getScreen().isStarting
		? startingText
		: describeObstacle(store.getSnapshot(), intent),
	run(context) {
		const {store, quitSentence, dispatchScreen} = context;
		const risk = describeRisk(store.getSnapshot(), intent, quitSentence);
		if (risk === undefined) {
			perform(intent, context);
		} else {
			dispatchScreen({type: 'ask', intent, text: risk});
		}
	},
});

/** Does what was asked for, after a question too: the run may have gone on while it stood. */
export const perform = (intent: Intent, {store, actions, dispatchScreen, dispatchTable, dispatchLog}: KeyContext): void => {
	const obstacle = describeObstacle(store.getSnapshot(), intent);
	if (obstacle !== undefined) {
		dispatchScreen({type: 'say', text: obstacle});
		return;
	}

	if (isStart(intent)) {
		dispatchScreen({type: 'start'});
		dispatchTable({type: 'release-cursor'});
		dispatchLog({type: 'follow'});
	}

	actions[intent]();
};

export const runHandlers = {
	trigger: createIntentHandler('trigger'),
	cancel: createIntentHandler('cancel'),
	rerun: createIntentHandler('rerun'),
} satisfies HandlersOf<typeof runKeys>;
