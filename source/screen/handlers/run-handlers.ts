import {type runKeys} from '../keys/run-keys.js';
import {findLikelyChoice, getRerunItems, getSelection} from '../overlay/rerun-menu.js';
import {describeObstacle, describeRisk, type Intent, performIntent} from '../run-actions.js';
import {type Handler, type HandlersOf} from './handler.js';
import {type KeyContext} from './key-context.js';

const startingText = 'The workflow is being started already.';

const isStart = (intent: Intent): boolean => intent === 'trigger' || intent === 'rerun';

const findObstacle = (intent: Intent, {store, getScreen, keymap, actions}: KeyContext): string | undefined => isStart(intent) && getScreen().isStarting
	? startingText
	: describeObstacle(store.getSnapshot(), intent, keymap.nameKey, actions);

/** Creates the handler of a key that asks something of the run: it asks first where that is hard to undo. */
export const createIntentHandler = (intent: Intent): Handler => ({
	describeObstacle: context => findObstacle(intent, context),
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

/** The table goes with the new run, and the log follows it. */
const showStart = ({dispatchScreen, dispatchTable, dispatchLog}: KeyContext): void => {
	dispatchScreen({type: 'start'});
	dispatchTable({type: 'release-cursor'});
	dispatchLog({type: 'follow'});
};

/** Does what was asked for, after a question too: the run may have gone on while it stood. */
export const perform = (intent: Intent, context: KeyContext): void => {
	const obstacle = describeObstacle(context.store.getSnapshot(), intent, context.keymap.nameKey);
	if (obstacle !== undefined) {
		context.dispatchScreen({type: 'say', text: obstacle});
		return;
	}

	if (isStart(intent)) {
		showStart(context);
	}

	performIntent(context.actions, intent);
};

/** Does what the plan on the screen says, unless it cannot be done any more. */
export const startRerun = (context: KeyContext): void => {
	const {getOverlay, actions, dispatchScreen, cleanText} = context;
	const selection = getSelection(getOverlay().choice, context);
	const refusal = typeof selection === 'string' ? selection : actions.planResume(selection).refusal;
	const obstacle = findObstacle('rerun', context) ?? (refusal === undefined ? undefined : cleanText(`${refusal}.`));
	if (obstacle !== undefined || typeof selection === 'string') {
		dispatchScreen({type: 'say', text: obstacle ?? ''});
		return;
	}

	dispatchScreen({type: 'close-overlay'});
	showStart(context);
	actions.resume(selection);
};

export const runHandlers = {
	trigger: createIntentHandler('trigger'),
	cancel: createIntentHandler('cancel'),
	'force-cancel': createIntentHandler('force-cancel'),
	rerun: {
		describeObstacle: context => findObstacle('rerun', context),
		run(context) {
			context.dispatchOverlay({type: 'reset', cursor: findLikelyChoice(getRerunItems(context))});
			context.dispatchScreen({type: 'open-overlay', overlay: 'rerun'});
		},
	},
} satisfies HandlersOf<typeof runKeys>;
