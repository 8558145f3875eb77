import {createMasker} from '../../core/secrets/mask-secrets.js';
import {decideRunEnd} from '../../ports/errors/decide-exit-code.js';
import {type ErrorCode, exitCodes} from '../../ports/errors/exit-codes.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {createReplay} from '../../report/recording/create-replay.js';
import {type TimedEvent} from '../../report/recording/recorded-event.js';
import {createInstantClock, createPacedClock} from '../../report/recording/replay-clock.js';
import {type AttachedReporters} from '../../report/attach-reporters.js';
import {chooseReporters} from '../../report/choose-reporters.js';
import {openReporters} from '../../report/open-reporters.js';
import {getRunEnd, getRunResult} from '../../run/runner/run-result.js';
import {type RunStore} from '../../run/runner/run-store.js';
import {type ReplayOptions} from './replay-options.js';

const toCode = (code: string): ErrorCode => code in exitCodes && code !== 'completed' ? code as ErrorCode : 'bug';

/** Tells the end as it was recorded; of a recording that stops before, how far it is. */
const finish = async (last: TimedEvent | undefined, {getSnapshot}: RunStore, now: number, reporters: AttachedReporters): Promise<number> => {
	if (last?.type === 'error') {
		reporters.fail(new FaasrTuiError(last.message, {code: toCode(last.code), hint: last.hint}));
		return last.exitCode;
	}

	const result = getRunResult(getSnapshot(), now);
	if (last?.type === 'result') {
		const {outcome, exitCode, durationMs, assertions} = last;
		const tests = assertions && (assertions.assertions.every(({isOk}) => isOk) ? 'passed' : 'failed');
		const {verdict} = decideRunEnd({...getRunEnd(getSnapshot()), outcome, tests});
		await reporters.finish({...result, outcome, exitCode, verdict, durationMs, ...(assertions && {assertions})});
		return exitCode;
	}

	reporters.note('The recording stops before the run has ended');
	await reporters.finish(result);
	return result.exitCode;
};

/** Plays a recording into reporters, and resolves with the exit code of the recorded run. */
export const replayCi = async ({events, speed, reporters: flags, env, stdout, stderr, clock}: ReplayOptions): Promise<number> => {
	const [first] = events;
	const last = events.findLast(({type}) => type === 'result' || type === 'error');
	const from = first?.at ?? 0;
	const time = speed === undefined ? createInstantClock(from) : createPacedClock(clock, {from, until: events.at(-1)?.at ?? from, speed});
	const replay = createReplay(events);
	const reporters = await openReporters({
		choices: chooseReporters({flags, isGithubActions: env['GITHUB_ACTIONS'] === 'true'}),
		feed: replay,
		stdout,
		stderr,
		clock: time.screen,
		// Secrets were masked when the run was recorded; what looks like a token is masked once more.
		mask: createMasker([]),
		cloudLabel: first?.type === 'snapshot' ? first.cloud : '',
		hasLogs: true,
		env,
	});
	try {
		await replay.play(time, {signal: new AbortController().signal, onNote: reporters.note});
		return await finish(last, replay.store, time.now(), reporters);
	} finally {
		reporters.detach();
	}
};
