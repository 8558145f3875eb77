import {sanitizeLine} from '../../core/text/sanitize.js';
import {createClosingStack} from '../../ports/closing-stack.js';
import {decideRunEnd} from '../../ports/errors/decide-exit-code.js';
import {getRunEnd} from '../../run/runner/run-result.js';
import {type WorkflowRunner} from '../../run/runner/workflow-runner.js';
import {loadKeymap} from '../../screen/keys/load-keymap.js';
import {type LogTools} from '../../screen/log/log-tools.js';
import {cancel, type RunActions, trigger} from '../../screen/run/keys.js';
import {type RunningScreen} from '../../screen/start-screen.js';
import {getTestsEnd} from '../../testing/assertions/assertion-store.js';
import {createAlarm, createTaskStarter} from './alarm.js';
import {checkBefore, loadScreen, openLines, openScreen} from './open-screen.js';
import {type OpeningSession, openScreenSession, type RunSession} from './open-session.js';
import {recordEvents} from './record-events.js';
import {type RunOptions} from './run-options.js';
import {connectFileTools, connectLogTools} from './screen-programs.js';
import {createInterrupt, onFirstFailure} from './stop-policy.js';
import {watchTests, type WatchedTests} from './watch-tests.js';
import {describeLogsCommand, writeSummary} from './write-summary.js';

/** The logs are read to their ends first, and the test file may end. */
const leaveAfter = async (runner: WorkflowRunner, tests: WatchedTests | undefined, close: () => void): Promise<void> => {
	await Promise.allSettled([runner.result()]);
	await tests?.settled();
	close();
};

/** Where the logs are that the screen does not hold. */
const readLogs = (session: RunSession, options: RunOptions): Pick<LogTools, 'readRunLog' | 'openWholeLogs' | 'getLogsCommand'> => ({
	readRunLog: async node => session.runner.readRunLog(node),
	openWholeLogs: () => session.runner.openWholeLogs(),
	getLogsCommand: () => describeLogsCommand(session, options),
});

type Listening = {
	readonly actions: Pick<RunActions, 'runner' | 'startTask' | 'say'>;
	/** Leaves the screen. */
	readonly close: () => void;
	readonly getTests: () => WatchedTests | undefined;
};

/** Tells on the screen what may surprise before a trigger; cancels the run at its first failure, and leaves the screen when it has ended, if that was asked for. Returns the way to stop. */
const listenToRun = ({runner}: RunSession, {screen: flags, shouldFailFast = false}: RunOptions, {actions, close, getTests}: Listening): (() => void) => {
	const stops = [runner.subscribe(event => {
		if (event.type === 'run.warned') {
			actions.say(event.message);
		}

		if (event.type === 'run.ended' && flags?.shouldExitOnComplete === true) {
			void leaveAfter(runner, getTests(), close);
		}
	}), ...(shouldFailFast
		? [onFirstFailure(runner, ({id}) => {
			actions.say(`${id} failed: cancelling the rest`);
			cancel(actions);
		})]
		: [])];
	return () => {
		for (const stop of stops) {
			stop();
		}
	};
};

type Left = {
	readonly interrupt: ReturnType<typeof createInterrupt>;
	readonly tests: WatchedTests | undefined;
	readonly cleanText: (text: string) => string;
	/** Where all files of the run were saved. */
	readonly savedIn: string | undefined;
};

/** Writes how it stands once the screen is off, below the table what became of the assertions. Gives the exit code. */
const writeEnd = (session: RunSession, options: RunOptions, {interrupt, tests, cleanText, savedIn}: Left): number => {
	const assertions = tests?.store.getSnapshot();
	const {verdict, exitCode} = decideRunEnd({
		...getRunEnd(session.runner.store.getSnapshot()), signal: interrupt.getSignal(), hasLeft: true, endsWithUs: session.endsWithUs, tests: getTestsEnd(assertions),
	});
	writeSummary(session, options, {unstopped: interrupt.getUnstopped(), cleanText, tests: assertions, isStopped: verdict === 'STOPPED', savedIn});
	for (const line of tests?.describe() ?? []) {
		options.stdout.write(`${cleanText(line)}\n`);
	}

	return exitCode;
};

/** Opens the cloud behind the screen; without one the screen ends. */
const openCloud = async ({open}: OpeningSession, end: (error: unknown) => void): Promise<void> => {
	try {
		await open();
	} catch (error) {
		end(error);
	}
};

/** Attaches, resumes or triggers without waiting for a key, when that was asked for. */
const startAtOnce = (runner: WorkflowRunner, {begin, shouldTrigger}: RunOptions, actions: Pick<RunActions, 'runner' | 'startTask'>): void => {
	if (begin !== undefined) {
		actions.startTask(async () => {
			await begin(runner, () => undefined);
			await runner.result();
		});
	} else if (shouldTrigger) {
		trigger(actions);
	}
};

/** Shows the workflow on the screen until the user leaves it, and resolves with the exit code. */
export const runScreen = async (options: RunOptions): Promise<number> => {
	// First: a mistake in it ends the command before anything is started.
	const keymap = await loadKeymap(options.screen?.keymapFile, options.env);
	const [session, start] = await Promise.all([openScreenSession(options), loadScreen(options)]);
	const {runner, mask, cloudLabel} = session;
	const {clock, env, eventsFile, signals} = options;
	const cleanText = (text: string): string => mask(sanitizeLine(text));
	let screen: RunningScreen | undefined;
	let tests: WatchedTests | undefined;
	const close = (): void => {
		screen?.close();
	};

	const say = (text: string): void => {
		screen?.say(text);
	};

	const closing = createClosingStack();
	const alarm = createAlarm(options.crashes, close);
	closing.add(alarm.stop);
	const startTask = createTaskStarter(alarm, say);
	const actions = {runner, startTask, say};
	const interrupt = createInterrupt({runner, isWatching: options.isWatching ?? false, startTask, close});
	const {logTools, removeSignals} = connectLogTools({...readLogs(session, options), env, hiddenValues: session.credentialValues, signals, onSignal: interrupt.onSignal});
	closing.add(removeSignals);
	const fileTools = connectFileTools(session, options, closing);
	// Before whoever says warnings: the lines do not tell a warning twice.
	const lines = openLines(session, options, keymap, () => tests?.store);
	closing.add(lines.detach);
	closing.add(listenToRun(session, options, {actions, close, getTests: () => tests}));
	// Below the runner: it is recorded until it is at rest.
	let stopRecording: (() => void) | undefined;
	closing.add(() => stopRecording?.());
	closing.add(async () => runner.cleanup());
	const checking = new AbortController();
	closing.add(() => {
		checking.abort();
	});
	try {
		// Whoever triggers at once, or watches a run, has no time to read it.
		const before = options.shouldTrigger || options.begin !== undefined ? undefined : checkBefore(session, options, checking.signal);
		tests = await watchTests(session, options, say);
		closing.add(async () => tests?.stop());
		stopRecording = eventsFile === undefined ? undefined : recordEvents(runner, eventsFile, {clock, mask, cloudLabel, onFailure: say, onBug: alarm.raise, tests});
		screen = openScreen(start, session, options, {
			actions: {
				...actions,
				interrupt() {
					interrupt.onSignal('SIGINT');
				},
				quit: close,
			}, cleanText, lines, keymap, logTools, fileTools, before, assertions: tests?.store,
			onHangUp() {
				interrupt.onSignal('SIGHUP');
			},
		});
		closing.add(close);
		// The first frame is there; who presses a key waits for the cloud.
		void openCloud(session, alarm.raise);
		startAtOnce(runner, options, actions);
		await screen.waitUntilExit();
		alarm.check();
		return writeEnd(session, options, {interrupt, tests, cleanText, savedIn: fileTools.getSavedFolder()});
	} finally {
		await closing.close();
	}
};
