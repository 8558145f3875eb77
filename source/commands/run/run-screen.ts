import {getTestsEnd} from '../../testing/assertions/assertion-store.js';
import {sanitizeLine} from '../../core/text/sanitize.js';
import {decideRunEnd, type RunEnd} from '../../ports/errors/decide-exit-code.js';
import {type StopSignal} from '../../ports/errors/exit-codes.js';
import {getRunEnd} from '../../run/runner/run-result.js';
import {type WorkflowRunner} from '../../run/runner/workflow-runner.js';
import {type RunningScreen} from '../../screen/start-screen.js';
import {checkBefore} from './check-before.js';
import {createActions} from './create-actions.js';
import {createInterrupt} from './create-interrupt.js';
import {createScreenRunner, type OpeningRunner, type OpenRunner} from './create-runner.js';
import {createTasks} from './create-tasks.js';
import {loadKeymap} from './load-keymap.js';
import {onFirstFailure} from './on-first-failure.js';
import {openLines} from './open-lines.js';
import {loadScreen, openScreen} from './open-screen.js';
import {recordEvents} from './record-events.js';
import {type RunOptions} from './run-options.js';
import {connectLogTools} from './screen-programs.js';
import {watchTests, type WatchedTests} from './watch-tests.js';
import {writeAftermath} from './write-aftermath.js';

/** How it stands once the screen is off. */
const decideEnd = ({runner, endsWithUs}: OpenRunner, signal: StopSignal | undefined, tests: WatchedTests | undefined): RunEnd => decideRunEnd({
	...getRunEnd(runner.store.getSnapshot()), signal, hasLeft: true, endsWithUs, tests: getTestsEnd(tests?.store.getSnapshot()),
});

/** Tells on the screen what may surprise before a trigger, and leaves it when the run has ended if that was asked for. Returns the way to stop. */
const listenToRun = ({runner}: OpenRunner, {screen: wishes}: RunOptions, getScreen: () => RunningScreen | undefined, getTests: () => WatchedTests | undefined): (() => void) => runner.subscribe(event => {
	if (event.type === 'run.warned') {
		getScreen()?.say(event.message);
	}

	if (event.type === 'run.ended' && wishes?.shouldExitOnComplete === true) {
		void leaveAfter(runner, getScreen, getTests());
	}
});

/** Records the run and cancels it at its first failure, when that was asked for. Returns the way to stop. Throws a `FaasrTuiError` for a file that cannot be written. */
const startWishes = ({runner, mask, cloudLabel}: OpenRunner, {clock, eventsFile, shouldFailFast = false}: RunOptions, {cancel, say, onBug, tests}: {readonly cancel: () => void; readonly say: (text: string) => void; readonly onBug: (error: unknown) => void; readonly tests: WatchedTests | undefined}): (() => void) => {
	const stopRecording = eventsFile === undefined ? undefined : recordEvents(runner, eventsFile, {clock, mask, cloudLabel, onFailure: say, onBug, tests});
	const stopListening = shouldFailFast
		? onFirstFailure(runner, ({id}) => {
			say(`${id} failed: cancelling the rest`);
			cancel();
		})
		: undefined;
	return () => {
		stopListening?.();
		stopRecording?.();
	};
};

/** The logs are read to their ends first, and the test file may end. */
const leaveAfter = async (runner: WorkflowRunner, getScreen: () => RunningScreen | undefined, tests: WatchedTests | undefined): Promise<void> => {
	await Promise.allSettled([runner.result()]);
	await tests?.settled();
	getScreen()?.close();
};

/** What became of the assertions, below the final table. */
const writeTests = (tests: WatchedTests | undefined, {stdout}: RunOptions, cleanText: (text: string) => string): void => {
	for (const line of tests?.describe() ?? []) {
		stdout.write(`${cleanText(line)}\n`);
	}
};

/** Opens the cloud behind the screen; without one the screen ends. */
const openCloud = async ({open}: OpeningRunner, end: (error: unknown) => void): Promise<void> => {
	try {
		await open();
	} catch (error) {
		end(error);
	}
};

/** Attaches, resumes or triggers without waiting for a key, when that was asked for. */
const startAtOnce = (runner: WorkflowRunner, {begin, shouldTrigger}: RunOptions, startTask: (task: () => Promise<unknown>) => void, trigger: () => void): void => {
	if (begin !== undefined) {
		startTask(async () => {
			await begin(runner, () => undefined);
			await runner.result();
		});
	} else if (shouldTrigger) {
		trigger();
	}
};

/** Shows the workflow on the screen until the user leaves it, and resolves with the exit code. */
export const runScreen = async (options: RunOptions): Promise<number> => {
	// First: a mistake in it ends the command before anything is started.
	const keymap = await loadKeymap(options.screen?.keymapFile, options.env);
	const [open, start] = await Promise.all([createScreenRunner(options), loadScreen(options)]);
	const {runner, mask} = open;
	const cleanText = (text: string): string => mask(sanitizeLine(text));
	let screen: RunningScreen | undefined;
	const close = (): void => {
		screen?.close();
	};

	const tasks = createTasks(() => screen);
	const say = (text: string): void => {
		screen?.say(text);
	};

	const actions = createActions(runner, tasks.start, say);
	const interrupt = createInterrupt({runner, isWatching: options.isWatching ?? false, startTask: tasks.start, close});
	const removeCrashes = options.crashes?.onCrash(tasks.crash);
	const {logTools, removeSignals} = connectLogTools(open, options, interrupt.onSignal);
	// Before whoever says warnings: the lines do not tell a warning twice.
	let tests: WatchedTests | undefined;
	const lines = openLines(open, options, keymap, () => tests?.store);
	const stop = listenToRun(open, options, () => screen, () => tests);
	let stopWishes: (() => void) | undefined;
	const checking = new AbortController();
	// Whoever triggers at once, or watches a run, has no time to read it.
	const before = options.shouldTrigger || options.begin !== undefined ? undefined : checkBefore(open, options, checking.signal);
	try {
		tests = await watchTests(open, options, say);
		stopWishes = startWishes(open, options, {cancel: actions.cancel, say, onBug: tasks.crash, tests});
		screen = openScreen(start, open, options, {
			actions: {
				...actions,
				interrupt() {
					interrupt.onSignal('SIGINT');
				},
				quit: close,
			}, cleanText, lines, keymap, logTools, before, assertions: tests?.store,
			onHangUp() {
				interrupt.onSignal('SIGHUP');
			},
		});
		// The first frame is there; who presses a key waits for the cloud.
		void openCloud(open, tasks.crash);
		startAtOnce(runner, options, tasks.start, actions.trigger);
		await screen.waitUntilExit();
		tasks.throwBug();
		const {verdict, exitCode} = decideEnd(open, interrupt.getSignal(), tests);
		writeAftermath(open, options, {
			unstopped: interrupt.getUnstopped(), cleanText, tests: tests?.store.getSnapshot(), isStopped: verdict === 'STOPPED',
		});
		writeTests(tests, options, cleanText);
		return exitCode;
	} finally {
		checking.abort();
		close();
		await tests?.stop();
		await runner.cleanup();
		stopWishes?.();
		lines.detach();
		stop();
		removeSignals();
		removeCrashes?.();
	}
};
