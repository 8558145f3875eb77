import process from 'node:process';
import {type ResumePlan, type ResumeSelection} from '../../core/run/resume-plan.js';
import {createMasker} from '../../core/secrets/mask-secrets.js';
import {sanitizeLine} from '../../core/text/sanitize.js';
import {createClosingStack} from '../../ports/closing-stack.js';
import {decideExitCode} from '../../ports/errors/decide-exit-code.js';
import {type StopSignal} from '../../ports/errors/exit-codes.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {createReplay, type Replay} from '../../report/recording/create-replay.js';
import {createPacedClock, type ReplayClock} from '../../report/recording/replay-clock.js';
import {startLines} from '../../screen/lines/start-lines.js';
import {loadKeymap} from '../../screen/keys/load-keymap.js';
import {type RunActions} from '../../screen/run/keys.js';
import {type RunningScreen, startScreen} from '../../screen/start-screen.js';
import {createLineStream} from '../../screen/lines/create-line-stream.js';
import {createAlarm, createTaskStarter} from '../run/alarm.js';
import {connectLogTools} from '../run/screen-programs.js';
import {type ReplayOptions} from './replay-options.js';

const refusal = 'This is a recording: r plays it again.';
const planRefusal = 'a recording can only be played again';

/** Keys that would change a run say that this is a recording. */
const createActions = ({say, startTask}: Pick<RunActions, 'say' | 'startTask'>, playAgain: () => void, close: () => void): RunActions => {
	const refuse = async (): Promise<never> => {
		throw new FaasrTuiError(refusal, {code: 'usage'});
	};

	return {
		refusal,
		runner: {
			triggerWorkflow: refuse,
			cancel: refuse,
			planResume: (selection: ResumeSelection): ResumePlan => ({
				selection, deletions: [], dispatches: [], runsAgain: [], blocked: [], completes: [], kept: [], ...(selection.kind !== 'workflow' && {refusal: planRefusal}),
			}),
			async resume({kind}) {
				if (kind !== 'workflow') {
					return refuse();
				}

				playAgain();
			},
			result: async () => undefined,
		},
		startTask,
		say,
		quit: close,
		interrupt: close,
	};
};

const readRunLog = async (node: string): Promise<never> => {
	throw new FaasrTuiError(`The recording has no more lines of ${node}'s run.`, {code: 'usage', hint: 'The run log can be fetched while its run is watched.'});
};

/** Plays the recording, and from its beginning again whenever asked. */
const createPlayer = (replay: Replay, createClock: () => ReplayClock, onBug: (error: unknown) => void) => {
	let playing: AbortController | undefined;
	let time = createClock();
	return {
		/** The recorded time of the latest play, for all who draw. */
		clock: {now: () => time.screen.now(), sleep: time.screen.sleep},
		stop(): void {
			playing?.abort(new Error('The replay was stopped'));
		},
		start(): void {
			playing?.abort(new Error('The replay begins again'));
			const controller = new AbortController();
			playing = controller;
			time = createClock();
			void (async () => {
				try {
					await replay.play(time, {signal: controller.signal});
				} catch (error) {
					if (!controller.signal.aborted) {
						onBug(error);
					}
				}
			})();
		},
	};
};

/** Shows a recording on the screen until the user leaves it, and resolves with the exit code: a replay cannot fail. */
export const replayScreen = async ({events, speed = 1, file, env, stdout, clock, signals, screen: flags = {}}: ReplayOptions): Promise<number> => {
	const keymap = await loadKeymap(flags.keymapFile, env);
	const replay = createReplay(events);
	const from = events[0]?.at ?? 0;
	const until = events.at(-1)?.at ?? from;
	let screen: RunningScreen | undefined;
	let signal: StopSignal | undefined;
	const close = (): void => {
		screen?.close();
	};

	const say = (text: string): void => {
		screen?.say(text);
	};

	const closing = createClosingStack();
	const alarm = createAlarm(undefined, close);
	const player = createPlayer(replay, () => createPacedClock(clock, {from, until, speed}), alarm.raise);
	const mask = createMasker([]);
	const cloudLabel = `replay of ${file}${speed === 1 ? '' : ` at ${speed}x`}`;
	const lines = createLineStream({
		feed: replay, output: stdout, clock: player.clock, mask, cloudLabel, hasLogs: true, describeOpening: () => `Replaying ${file}: s returns to the screen, q leaves`,
	});
	// The programs are the user's, never those that a folder names.
	const {logTools, removeSignals} = connectLogTools({
		readRunLog, openWholeLogs: () => replay.readPlayed, getLogsCommand: () => undefined, env: process.env, hiddenValues: [], signals,
		onSignal(name) {
			signal = name;
			close();
		},
	});
	closing.add(removeSignals);
	closing.add(lines.detach);
	try {
		const start = flags.isAccessible === true ? startLines : startScreen;
		screen = start({
			store: replay.store,
			actions: createActions({say, startTask: createTaskStarter(alarm, say)}, player.start, close),
			cloudLabel,
			quitSentence: 'The replay ends with it.',
			clock: player.clock,
			stdin: process.stdin,
			stdout: process.stdout,
			env,
			cleanText: text => mask(sanitizeLine(text)),
			lines,
			keymap,
			logTools,
			themeName: flags.theme,
			indicators: flags,
		});
		closing.add(close);
		closing.add(player.stop);
		player.start();
		await screen.waitUntilExit();
		alarm.check();
		return decideExitCode({signal});
	} finally {
		await closing.close();
	}
};
