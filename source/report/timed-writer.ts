import {type RunState} from '../core/run/run-state.js';
import {describeHeartbeat} from './describe-heartbeat.js';
import {formatElapsed, formatWallTime} from './format-clock-time.js';
import {type ReporterContext} from './reporter.js';

/** How long a pipeline may be silent before a heartbeat (ms). */
const longestSilenceMs = 30_000;

/** Writes lines that say when they were written and how far the run was then; a heartbeat when nothing was written for long. */
export const createTimedWriter = ({output, clock}: Pick<ReporterContext, 'output' | 'clock'>) => {
	const beganAt = clock.now();
	let writtenAt = beganAt;
	const writeLine = (text: string, {triggeredAt = beganAt}: RunState, at = clock.now()): void => {
		output.write(`${formatWallTime(at)} ${formatElapsed(at - triggeredAt)} ${text}\n`);
		writtenAt = clock.now();
	};

	return {
		writeLine,
		writeHeartbeat(state: RunState, clean: (text: string) => string): void {
			const heartbeat = clock.now() - writtenAt >= longestSilenceMs ? describeHeartbeat(state, clock.now()) : undefined;
			if (heartbeat !== undefined) {
				writeLine(clean(heartbeat), state);
			}
		},
	};
};
