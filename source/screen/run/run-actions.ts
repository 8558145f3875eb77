import {type ResumePlan, type ResumeSelection} from '../../core/run/resume-plan.js';
import {type RunState} from '../../core/run/run-state.js';
import {type Command} from '../keys/keymap.js';
import {mayGoOnUnseen} from '../run-progress.js';

/** What the user can ask for. The screen only says so; the caller does it. */
export type RunActions = {
	/** Dispatches the entry action. */
	readonly trigger: () => void;
	/** Stops what runs. */
	readonly cancel: () => void;
	/** Stops what has not heeded the cancel, without letting it clean up. */
	readonly forceCancel: () => void;
	/** Says what running a part of the workflow again would do; does nothing. */
	readonly planResume: (selection: ResumeSelection) => ResumePlan;
	/** Runs a part of the workflow again, or all of it as a new invocation. */
	readonly resume: (selection: ResumeSelection) => void;
	/** Why nothing can be started or stopped here, one sentence: what is shown is a recording. */
	readonly refusal?: string;
	/** Leaves the screen. */
	readonly quit: () => void;
	/** Ctrl+C while something runs: stops it, and leaves the screen when it has stopped. */
	readonly interrupt: () => void;
};

/** The commands that something of the run can stand against. */
export type RunCommand = Extract<Command, 'trigger' | 'cancel' | 'force-cancel' | 'rerun' | 'quit'>;

/** Names the key of a command, for sentences that say what to press. */
type NameKey = (command: Command) => string;

/** Says why the user cannot do this now; nothing when it works. A recording can be played again and left, and nothing else. */
export const describeObstacle = (state: RunState, command: RunCommand, nameKey: NameKey, {refusal}: Pick<RunActions, 'refusal'> = {}): string | undefined =>
	refusal !== undefined && command !== 'rerun' && command !== 'quit' ? refusal : obstacles[command](state, nameKey);

const obstacles: Record<RunCommand, (state: RunState, nameKey: NameKey) => string | undefined> = {
	trigger({outcome}, nameKey) {
		if (outcome === 'IDLE') {
			return undefined;
		}

		return outcome === 'RUNNING' ? 'The workflow is already running.' : `The run has ended: ${nameKey('rerun')} starts the workflow again.`;
	},
	cancel({outcome, isCancelRequested}, nameKey) {
		if (outcome === 'RUNNING') {
			return isCancelRequested ? `The run is being cancelled already: ${nameKey('force-cancel')} force-cancels it.` : undefined;
		}

		return outcome === 'IDLE' ? `Nothing runs: ${nameKey('trigger')} triggers the workflow.` : 'The run has ended: there is nothing to cancel.';
	},
	'force-cancel'({outcome, isCancelRequested}, nameKey) {
		if (outcome === 'RUNNING') {
			return isCancelRequested ? undefined : `Cancel the run with ${nameKey('cancel')} first; ${nameKey('force-cancel')} is for what ignores that.`;
		}

		return outcome === 'IDLE' ? `Nothing runs: ${nameKey('trigger')} triggers the workflow.` : 'The run has ended: there is nothing to cancel.';
	},
	rerun({outcome}, nameKey) {
		if (outcome === 'IDLE') {
			return `Nothing has run yet: ${nameKey('trigger')} triggers the workflow.`;
		}

		return outcome === 'RUNNING' ? `The run is still in progress: ${nameKey('cancel')} cancels it first.` : undefined;
	},
	quit: () => undefined,
};

/** Tells the commands that something of the run can stand against. */
export const isRunCommand = (command: Command): command is RunCommand => Object.hasOwn(obstacles, command);

/** Says what the user should confirm before this is done; nothing when it can be done at once. */
export const describeRisk = (state: RunState, command: 'cancel' | 'force-cancel' | 'quit', quitSentence: string): string | undefined => {
	switch (command) {
		case 'cancel': {
			return 'Cancel the run?';
		}

		case 'force-cancel': {
			return 'Force-stop the remaining actions? They will not be able to clean up.';
		}

		case 'quit': {
			return state.outcome === 'RUNNING' ? `Quit? ${quitSentence}` : undefined;
		}
	}
};

/** Says what is to be known before the whole workflow is run again; nothing when all of it has ended. */
export const describeRerunRisk = (state: RunState): string | undefined => mayGoOnUnseen(state)
	? 'Some actions of this run are still alive.'
	: undefined;
