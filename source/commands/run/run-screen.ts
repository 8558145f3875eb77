import process from 'node:process';
import {sanitizeLine} from '../../core/text/sanitize.js';
import {exitCodes} from '../../errors/exit-codes.js';
import {isFaasrTuiError} from '../../errors/faasr-tui-error.js';
import {getExitCode} from '../../runner/run-result.js';
import {describeUnstopped} from '../../runner/describe-unstopped.js';
import {getLogTail} from '../../runner/wait-for-node.js';
import {type WorkflowRunner} from '../../runner/workflow-runner.js';
import {type RunActions} from '../../ui/run-actions.js';
import {startScreen, type RunningScreen} from '../../ui/start-screen.js';
import {renderSummary} from '../../ui/summary.js';
import {createRunner, type OpenRunner} from './create-runner.js';
import {type RunOptions} from './run-options.js';
import {signalExitCodes, type StopSignal} from './signal-source.js';

/** A bug is kept until the screen is off; what the user can mend is said on the screen, which stays. */
const createTasks = (getScreen: () => RunningScreen | undefined) => {
	let bug: {readonly error: unknown} | undefined;
	return {
		start(task: () => Promise<unknown>): void {
			void (async () => {
				try {
					await task();
				} catch (error) {
					if (isFaasrTuiError(error)) {
						getScreen()?.say(`${error.message} ${error.hint ?? ''}`.trim());
						return;
					}

					bug ??= {error};
					getScreen()?.close();
				}
			})();
		},
		throwBug(): void {
			if (bug !== undefined) {
				throw bug.error;
			}
		},
	};
};

const writeSummary = (runner: WorkflowRunner, {stdout, env, clock}: RunOptions, cleanText: (text: string) => string): void => {
	const state = runner.store.getSnapshot();
	if (state.triggeredAt === undefined) {
		return;
	}

	const failed = [...state.nodes.values()].filter(node => node.status === 'FAILED');
	stdout.write(renderSummary(state, {
		hasColor: stdout.hasColor,
		isUtf8: /utf-?8/iu.test(env['LC_ALL'] ?? env['LC_CTYPE'] ?? env['LANG'] ?? ''),
		columns: stdout.columns,
		failingLogTail: new Map(failed.map(node => [node.id, getLogTail(runner.store.logs.getSnapshot(), node.id)])),
		cleanText,
		now: clock.now(),
	}));
};

const writeUnstopped = (unstopped: string | undefined, {stdout}: RunOptions, cleanText: (text: string) => string): void => {
	if (unstopped !== undefined) {
		stdout.write(`${cleanText(unstopped)}\n`);
	}
};

/** What the process exits with once the screen is off: a run left on its own platform is not a failure, on the local cloud it is cancelled. */
const getScreenExitCode = (runner: WorkflowRunner, isLocal: boolean, signal: StopSignal | undefined): number => {
	if (signal !== undefined) {
		return signalExitCodes[signal];
	}

	const state = runner.store.getSnapshot();
	if (state.outcome === 'RUNNING') {
		return isLocal ? exitCodes.cancelled : exitCodes.completed;
	}

	return state.outcome === 'IDLE' ? exitCodes.completed : getExitCode(state);
};

/** With the variable the token is from; all of them would leave the label no room. */
const describeLabel = ({cloudLabel, isLocalByDefault, credentialNames: [token]}: OpenRunner): string => {
	const origin = isLocalByDefault ? 'no credentials set' : token;
	return origin === undefined ? cloudLabel : `${cloudLabel} (${origin})`;
};

/** What signals, and Ctrl+C as a key, do: first cancel what runs and leave when it has stopped, then leave at once. */
const createInterrupt = (runner: WorkflowRunner, startTask: (task: () => Promise<unknown>) => void, close: () => void) => {
	let first: StopSignal | undefined;
	let unstopped: string | undefined;
	return {
		getSignal: () => first,
		/** What the cancel could not stop, for the normal screen. */
		getUnstopped: () => unstopped,
		onSignal(name: StopSignal): void {
			const isRunning = runner.store.getSnapshot().outcome === 'RUNNING';
			if (first !== undefined || !isRunning) {
				first ??= name;
				close();
				return;
			}

			first = name;
			startTask(async () => {
				unstopped = describeUnstopped(await runner.cancel());
				close();
			});
		},
	};
};

const createActions = (runner: WorkflowRunner, startTask: (task: () => Promise<unknown>) => void, say: (text: string) => void): Pick<RunActions, 'trigger' | 'rerun' | 'cancel'> => {
	const trigger = (): void => {
		startTask(async () => {
			await runner.triggerWorkflow();
			await runner.result();
		});
	};

	return {
		trigger,
		rerun: trigger,
		cancel() {
			startTask(async () => {
				const unstopped = describeUnstopped(await runner.cancel());
				if (unstopped !== undefined) {
					say(unstopped);
				}
			});
		},
	};
};

/** Shows the workflow on the screen until the user leaves it, and resolves with the exit code. */
export const runScreen = async (options: RunOptions): Promise<number> => {
	const open = await createRunner(options);
	const {runner, mask, isLocal} = open;
	const cleanText = (text: string): string => mask(sanitizeLine(text));
	let screen: RunningScreen | undefined;
	const close = (): void => {
		screen?.close();
	};

	const tasks = createTasks(() => screen);
	const actions = createActions(runner, tasks.start, text => {
		screen?.say(text);
	});
	const interrupt = createInterrupt(runner, tasks.start, close);
	const removeSignals = options.signals.onSignal(interrupt.onSignal);
	const removeWarnings = runner.subscribe(event => {
		if (event.type === 'run.warned') {
			screen?.say(event.message);
		}
	});
	try {
		screen = startScreen({
			store: runner.store,
			actions: {
				...actions,
				interrupt() {
					interrupt.onSignal('SIGINT');
				},
				quit: close,
			},
			cloudLabel: describeLabel(open),
			quitSentence: isLocal ? 'The local cloud stops with it.' : `The run goes on on ${open.cloudLabel}.`,
			clock: options.clock,
			stdin: process.stdin,
			stdout: process.stdout,
			env: options.env,
			cleanText,
		});
		const {begin} = options;
		if (begin !== undefined) {
			tasks.start(async () => {
				await begin(runner, () => undefined);
				await runner.result();
			});
		} else if (options.shouldTrigger) {
			actions.trigger();
		}

		await screen.waitUntilExit();
		tasks.throwBug();
		writeSummary(runner, options, cleanText);
		writeUnstopped(interrupt.getUnstopped(), options, cleanText);
		return getScreenExitCode(runner, isLocal, interrupt.getSignal());
	} finally {
		close();
		await runner.cleanup();
		removeWarnings();
		removeSignals();
	}
};
