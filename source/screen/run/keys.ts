import {type ResumeSelection} from '../../core/run/resume-plan.js';
import {type RunStore} from '../../run/runner/run-store.js';
import {type leaveBindings, type runBindings} from '../keys/bindings.js';
import {type HandlersOf} from '../keys/handler.js';
import {type Keymap} from '../keys/keymap.js';
import {type ScreenAction, type ScreenState} from '../screen-state.js';
import {describeObstacle, describeRisk, type RunActions, type RunCommand} from './run-actions.js';

/** What the keys that start, stop and leave a run can see and change. */
export type RunKeys = {
	readonly store: Pick<RunStore, 'getSnapshot'>;
	readonly actions: RunActions;
	/** What becomes of a run that is left alone, one sentence. */
	readonly quitSentence: string;
	readonly nameKey: Keymap['nameKey'];
	readonly getScreen: () => Pick<ScreenState, 'isStarting' | 'wasInterrupted'>;
	readonly dispatchScreen: (action: ScreenAction) => void;
	/** Shows what of the run can be run again. */
	readonly openRerun: () => void;
	/** The panes begin anew with a run that was asked for. */
	readonly onStart: () => void;
};

const startingText = 'The workflow is already starting.';

/** Why the user cannot do this now; nothing when it works. */
export const findObstacle = (command: RunCommand, {store, getScreen, nameKey, actions}: RunKeys): string | undefined =>
	(command === 'trigger' || command === 'rerun') && getScreen().isStarting
		? startingText
		: describeObstacle(store.getSnapshot(), command, nameKey, actions);

const showStart = ({dispatchScreen, onStart}: RunKeys): void => {
	dispatchScreen({type: 'start'});
	onStart();
};

/** Runs a part of the workflow again, or all of it. */
export const resume = (selection: ResumeSelection, keys: RunKeys): void => {
	showStart(keys);
	keys.actions.resume(selection);
};

export const runHandlers = {
	trigger: {
		describeObstacle: keys => findObstacle('trigger', keys),
		run(keys) {
			showStart(keys);
			keys.actions.trigger();
		},
	},
	cancel: {
		describeObstacle: keys => findObstacle('cancel', keys),
		describeRisk: ({store, quitSentence}) => describeRisk(store.getSnapshot(), 'cancel', quitSentence),
		run({actions}) {
			actions.cancel();
		},
	},
	'force-cancel': {
		describeObstacle: keys => findObstacle('force-cancel', keys),
		describeRisk: ({store, quitSentence}) => describeRisk(store.getSnapshot(), 'force-cancel', quitSentence),
		run({actions}) {
			actions.forceCancel();
		},
	},
	rerun: {
		describeObstacle: keys => findObstacle('rerun', keys),
		run({openRerun}) {
			openRerun();
		},
	},
} satisfies HandlersOf<typeof runBindings, RunKeys>;

export const leaveHandlers = {
	quit: {
		describeRisk: ({store, quitSentence}) => describeRisk(store.getSnapshot(), 'quit', quitSentence),
		run({actions}) {
			actions.quit();
		},
	},
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
} satisfies HandlersOf<typeof leaveBindings, RunKeys>;
