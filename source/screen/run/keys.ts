import {type ResumePlan, type ResumeSelection} from '../../core/run/resume-plan.js';
import {type RunState} from '../../core/run/run-state.js';
import {type CancelReport} from '../../run/runner/cancel-run.js';
import {describeUnstopped} from '../../run/runner/describe-unstopped.js';
import {type RunStore} from '../../run/runner/run-store.js';
import {type Command, type Keymap, type leaveBindings, type runBindings} from '../keys/keymap.js';
import {type HandlersOf} from '../keys/commands.js';
import {type ScreenAction, type ScreenState} from '../screen-state.js';
import {mayGoOnUnseen} from './run-progress.js';

/** What is asked of the run that the screen shows. */
export type RunControl = {
	readonly triggerWorkflow: () => Promise<unknown>;
	/** Stops what runs; by force what ignored that, without letting it clean up. */
	readonly cancel: (options?: {readonly force?: boolean}) => Promise<CancelReport>;
	/** Says what running a part of the workflow again would do; does nothing. */
	readonly planResume: (selection: ResumeSelection) => ResumePlan;
	/** Runs a part of the workflow again, or all of it as a new invocation. */
	readonly resume: (selection: ResumeSelection) => Promise<unknown>;
	/** Settles when watching has ended; rejects with a bug. */
	readonly result: () => Promise<unknown>;
};

/** What the user can ask for. */
export type RunActions = {
	readonly runner: RunControl;
	/** Starts a task that nobody waits for: its errors are said, or end the screen. */
	readonly startTask: (task: () => Promise<unknown>) => void;
	/** Says something in the footer, or between the lines. */
	readonly say: (text: string) => void;
	/** Why nothing can be started or stopped here, one sentence: what is shown is a recording. */
	readonly refusal?: string;
	/** Leaves the screen. */
	readonly quit: () => void;
	/** Ctrl+C while something runs: stops it, and leaves the screen when it has stopped. */
	readonly interrupt: () => void;
};

/** Starts a run behind the screen, and waits there for its end: a bug may come until then. */
const start = ({runner, startTask}: Pick<RunActions, 'runner' | 'startTask'>, begin: (runner: RunControl) => Promise<unknown>): void => {
	startTask(async () => {
		await begin(runner);
		await runner.result();
	});
};

/** Triggers the workflow. */
export const trigger = (actions: Pick<RunActions, 'runner' | 'startTask'>): void => {
	start(actions, async runner => runner.triggerWorkflow());
};

/** Cancels the run, and says what could not be stopped. */
export const cancel = ({runner, startTask, say}: Pick<RunActions, 'runner' | 'startTask' | 'say'>, options?: {readonly force: boolean}): void => {
	startTask(async () => {
		const unstopped = describeUnstopped(await runner.cancel(options));
		if (unstopped !== undefined) {
			say(unstopped);
		}
	});
};

/** The commands that something of the run can stand against. */
export type RunCommand = Extract<Command, 'trigger' | 'cancel' | 'force-cancel' | 'rerun' | 'quit'>;

/** Says why the user cannot do this now; nothing when it works. A recording can be played again and left, and nothing else. */
export const describeObstacle = (state: RunState, command: RunCommand, nameKey: Keymap['nameKey'], {refusal}: Pick<RunActions, 'refusal'> = {}): string | undefined =>
	refusal !== undefined && command !== 'rerun' && command !== 'quit' ? refusal : obstacles[command](state, nameKey);

const obstacles: Record<RunCommand, (state: RunState, nameKey: Keymap['nameKey']) => string | undefined> = {
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
	/** Leaves in the place of `quit`, after a question where something would be lost. */
	readonly leave?: (() => void) | undefined;
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
	start(keys.actions, async runner => runner.resume(selection));
};

export const runHandlers = {
	trigger: {
		describeObstacle: keys => findObstacle('trigger', keys),
		run(keys) {
			showStart(keys);
			trigger(keys.actions);
		},
	},
	cancel: {
		describeObstacle: keys => findObstacle('cancel', keys),
		describeRisk: ({store, quitSentence}) => describeRisk(store.getSnapshot(), 'cancel', quitSentence),
		run({actions}) {
			cancel(actions);
		},
	},
	'force-cancel': {
		describeObstacle: keys => findObstacle('force-cancel', keys),
		describeRisk: ({store, quitSentence}) => describeRisk(store.getSnapshot(), 'force-cancel', quitSentence),
		run({actions}) {
			cancel(actions, {force: true});
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
		run({actions, leave}) {
			(leave ?? actions.quit)();
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
