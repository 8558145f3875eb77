import process from 'node:process';
import {type AlternateScreen} from './alternate-screen.js';
import {type JobControl} from './job-control.js';
import {type Keyboard} from './keyboard.js';

/** What of us is on the terminal: frames on the alternate screen, or lines on the normal one. */
export type TerminalView = 'screen' | 'lines';

/** Something that shows the run on the terminal, and stops showing it. */
export type View = {readonly open: () => void; readonly close: () => void};

/** Who has the terminal, and how it is set up for them. */
export type TerminalModes = {
	readonly getView: () => TerminalView;
	readonly show: (view: TerminalView) => void;
	/** Gives the terminal to another program for as long as the task takes. */
	readonly withTerminal: <Result>(task: () => Promise<Result>) => Promise<Result>;
	/** Stops this process, as Ctrl+Z does with other programs, and takes the terminal again when it goes on. */
	readonly suspend: () => void;
	/** Gives the terminal back for good; may be called at any time and more than once. */
	readonly close: () => void;
};

export type TerminalModesOptions = {
	readonly view: TerminalView;
	readonly keyboard: Keyboard;
	readonly alternateScreen: AlternateScreen;
	readonly jobs: JobControl;
	/** Opened when the terminal is ours and in their mode, closed before it is not. */
	readonly views: Readonly<Record<TerminalView, View>>;
};

/** Whose the terminal is now. */
const createHolder = ({keyboard, alternateScreen, views, ...options}: TerminalModesOptions) => {
	let {view} = options;
	let state: 'ours' | 'lent' | 'closed' = 'lent';
	return {
		getView: () => view,
		isOurs: () => state === 'ours',
		take(): void {
			if (state === 'closed') {
				return;
			}

			state = 'ours';
			// The mode first: a process in the background is stopped here, before anything of it shows.
			keyboard.open();
			if (view === 'screen') {
				alternateScreen.enter();
			}

			views[view].open();
		},
		give(): void {
			if (state === 'ours') {
				state = 'lent';
				views[view].close();
				alternateScreen.leave();
				keyboard.close();
			}
		},
		show(next: TerminalView): void {
			if (state !== 'ours' || next === view) {
				return;
			}

			views[view].close();
			view = next;
			if (next === 'screen') {
				alternateScreen.enter();
			} else {
				alternateScreen.leave();
			}

			views[next].open();
		},
		end(): void {
			state = 'closed';
		},
	};
};

/**
Takes the terminal, and makes sure that it is given back, also when the process exits by `process.exit()` or an uncaught
error. Signals that end the process are the caller's: a process that dies of one runs no `exit` listener.
*/
export const takeTerminal = (options: TerminalModesOptions): TerminalModes => {
	const {jobs} = options;
	const {getView, isOurs, take, give, show, end} = createHolder(options);
	const suspend = (): void => {
		const wasOurs = isOurs();
		give();
		jobs.stop();
		// Whether it was stopped or not: a process that no shell watches over is not.
		if (wasOurs) {
			setImmediate(take);
		}
	};

	const removeListeners = [
		jobs.onStopRequest(suspend),
		jobs.onContinue(() => {
			// After SIGSTOP, which cannot be caught, the terminal is the shell's although we never gave it back.
			if (isOurs()) {
				take();
			}
		}),
	];
	const close = (): void => {
		process.off('exit', close);
		for (const remove of removeListeners) {
			remove();
		}

		give();
		end();
	};

	process.on('exit', close);
	take();
	return {
		getView,
		show,
		async withTerminal(task) {
			give();
			try {
				return await task();
			} finally {
				take();
			}
		},
		suspend,
		close,
	};
};
