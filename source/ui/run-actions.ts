import {type RunState} from '../core/run/run-state.js';
import {mayGoOnUnseen} from './run-progress.js';

/** What the user can ask for. The screen only says so; the caller does it. */
export type RunActions = {
	/** Dispatches the entry action. */
	readonly trigger: () => void;
	/** Stops what runs. */
	readonly cancel: () => void;
	/** Starts the workflow again, as a new invocation. */
	readonly rerun: () => void;
	/** Leaves the screen. */
	readonly quit: () => void;
	/** Ctrl+C while something runs: stops it, and leaves the screen when it has stopped. */
	readonly interrupt: () => void;
};

/** What a key of its own asks for. */
export type Intent = Exclude<keyof RunActions, 'interrupt'>;

/** Says why the user cannot do this now; nothing when it works. */
export const describeObstacle = (state: RunState, intent: Intent): string | undefined => obstacles[intent](state);

const obstacles: Record<Intent, (state: RunState) => string | undefined> = {
	trigger({outcome}) {
		if (outcome === 'IDLE') {
			return undefined;
		}

		return outcome === 'RUNNING' ? 'The workflow runs already.' : 'The run has ended: r starts the workflow again.';
	},
	cancel({outcome, isCancelRequested}) {
		if (outcome === 'RUNNING') {
			return isCancelRequested ? 'The run is being cancelled already.' : undefined;
		}

		return outcome === 'IDLE' ? 'Nothing runs: t triggers the workflow.' : 'The run has ended: there is nothing to cancel.';
	},
	rerun({outcome}) {
		if (outcome === 'IDLE') {
			return 'Nothing has run yet: t triggers the workflow.';
		}

		return outcome === 'RUNNING' ? 'The run goes on: x cancels it first.' : undefined;
	},
	quit: () => undefined,
};

/** Says what the user should confirm before this is done; nothing when it can be done at once. */
export const describeRisk = (state: RunState, intent: Intent, quitSentence: string): string | undefined => {
	if (intent === 'cancel') {
		return 'Cancel the run?';
	}

	if (intent === 'rerun' && mayGoOnUnseen(state)) {
		return 'Some actions of this run are still alive. Run again?';
	}

	return intent === 'quit' && state.outcome === 'RUNNING' ? `Quit? ${quitSentence}` : undefined;
};
