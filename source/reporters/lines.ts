import {sanitizeLine} from '../core/text/sanitize.js';
import {type Status} from '../core/run/status.js';
import {type Clock} from '../ports/clock.js';
import {type Output} from '../ports/output.js';
import {type RunResult} from '../runner/run-result.js';
import {type RunnerEvent} from '../runner/runner-event.js';
import {describeEvent, type Wording} from './describe-event.js';
import {describeVerdict} from './describe-verdict.js';
import {formatElapsed, formatWallTime} from './format-clock-time.js';

export type LinesReporterOptions = {
	readonly output: Output;
	readonly clock: Clock;
	/** Puts `***` in place of secrets. */
	readonly mask: (text: string) => string;
	/** The last lines of a node's log, for the end. */
	readonly getLogTail: (node: string) => readonly string[];
};

const colors: Record<Status, number> = {
	PENDING: 2, INVOKED: 36, RUNNING: 36, COMPLETED: 32, FAILED: 31, SKIPPED: 33, TIMEOUT: 31, NOT_INVOKED: 2, CANCELLED: 35,
};

const paintStatus = (status: Status): string => `\u{1B}[${colors[status]}m${status}\u{1B}[0m`;

/**
Writes a run as plain lines for pipelines: one for each change of a status and each log line, the verdict last.

Everything remote is made printable and masked here, at the last step before it is written.
*/
export const createLinesReporter = ({output, clock, mask, getLogTail}: LinesReporterOptions) => {
	let startedAt = clock.now();
	const clean = (text: string): string => mask(sanitizeLine(text));
	const wording: Wording = {clean, paint: output.hasColor ? paintStatus : status => status};

	const writeLine = (text: string, at = clock.now()): void => {
		output.write(`${formatWallTime(at)} ${formatElapsed(at - startedAt)} ${text}\n`);
	};

	return {
		onEvent(event: RunnerEvent): void {
			startedAt = event.type === 'run.triggered' ? clock.now() : startedAt;
			for (const {text, at} of describeEvent(event, wording)) {
				writeLine(text, at);
			}
		},

		/** A line of our own, such as what a signal does. */
		writeNote(text: string): void {
			writeLine(clean(text));
		},

		/** The failing functions' last log lines, then the verdict. */
		writeResult(result: RunResult): void {
			for (const {id, reason, sentence} of result.nodes.filter(({status}) => status === 'FAILED')) {
				output.write(`--- ${clean(id)} FAILED (${reason ?? 'unknown'}): ${clean(sentence ?? '')}\n`);
				for (const line of getLogTail(id)) {
					output.write(`    ${clean(line)}\n`);
				}
			}

			output.write(`${clean(describeVerdict(result))}\n`);
		},
	};
};

export type LinesReporter = ReturnType<typeof createLinesReporter>;
