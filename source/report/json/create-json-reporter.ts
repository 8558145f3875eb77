import {sanitizeText} from '../../core/text/sanitize.js';
import {type NodeState, type RunState} from '../../core/run/run-state.js';
import {decideExitCode} from '../../ports/errors/decide-exit-code.js';
import {isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {isOtherRun, recordChanges, recordSnapshot} from '../recording/record-changes.js';
import {countNodes, recordLine} from '../recording/record-state.js';
import {type RecordedEnd, type RecordedEvent, recordingFormat, recordingVersion, type TimedEvent} from '../recording/recorded-event.js';
import {getRunUrl} from '../describe-link.js';
import {type CreateReporter, type ReportedAssertions, type ReporterContext} from '../reporter.js';
import {cleanValues} from './clean-values.js';

/** Log lines in one event: lines of JSON stay of a size that readers hold in memory. */
const mostLines = 1000;

const describeError = (error: unknown): Pick<Extract<TimedEvent, {type: 'error'}>, 'code' | 'message' | 'hint' | 'exitCode'> => isFaasrTuiError(error)
	? {code: error.code, message: error.message, ...(error.hint !== undefined && {hint: error.hint}), exitCode: decideExitCode({error: error.code})}
	: {code: 'bug', message: String(error), exitCode: decideExitCode({error: 'bug'})};

/** Without the fields of our own that a store's assertions have besides. */
const recordAssertions = ({file, assertions}: ReportedAssertions): ReportedAssertions => ({
	file,
	assertions: assertions.map(({title, node, isOk, evidence}) => ({title, ...(node !== undefined && {node}), isOk, evidence})),
});

const createLogFollower = ({store, clock}: ReporterContext) => {
	let toldCount = 0;
	const {lines} = store.logs;
	return {
		forget(): void {
			toldCount = 0;
		},
		/** What was added since the last time, oldest first and piece by piece; what the store has lost by then is left out. */
		* takeNew(): Generator<TimedEvent> {
			const end = lines.getEnd();
			for (let from = Math.max(toldCount, lines.getFirst()); from < end; from += mostLines) {
				yield {type: 'log.grew', at: clock.now(), lines: lines.read(from, Math.min(end, from + mostLines)).map(entry => recordLine(entry))};
			}

			toldCount = end;
		},
	};
};

const describeEnd = (node: NodeState, state: RunState): RecordedEnd => {
	const {id, status, reason, sentence, cause, ranWithout, startedAt, endedAt} = node;
	const url = getRunUrl(node, state);
	return {
		id, status,
		...(reason !== undefined && {reason}),
		...(sentence !== undefined && {sentence}),
		...(cause !== undefined && {cause}),
		...(ranWithout !== undefined && {ranWithout}),
		...(startedAt !== undefined && endedAt !== undefined && {durationMs: Math.max(0, endedAt - startedAt)}),
		...(url !== undefined && {url}),
	};
};

/**
Writes a run as NDJSON: a version line, a snapshot, changes, a result. The same as a recording for `faasr-tui replay`.

Every text is without terminal sequences and secrets, and uncut.
*/
export const createJsonReporter: CreateReporter = context => {
	const {store, output, clock, mask, cloudLabel, hasLogs} = context;
	const clean = (text: string): string => mask(sanitizeText(text));
	const write = (...events: readonly RecordedEvent[]): void => {
		output.write(events.map(event => `${JSON.stringify(cleanValues(event, clean))}\n`).join(''));
	};

	const logs = createLogFollower(context);
	const writeLogs = (): void => {
		if (hasLogs) {
			for (const event of logs.takeNew()) {
				write(event);
			}
		}
	};

	let told = store.getSnapshot();
	write({type: 'version', format: recordingFormat, version: recordingVersion}, recordSnapshot(told, cloudLabel, clock.now()));
	writeLogs();
	return {
		onEvent(event) {
			if (event.type === 'run.warned') {
				write({type: 'warning', at: clock.now(), message: event.message});
			}
		},
		onNote(message) {
			write({type: 'note', at: clock.now(), message});
		},
		onLogs() {
			if (store.logs.lines.getEnd() === 0) {
				logs.forget();
			} else {
				writeLogs();
			}
		},
		onChange() {
			const state = store.getSnapshot();
			write(...(isOtherRun(told, state) ? [recordSnapshot(state, cloudLabel, clock.now())] : recordChanges(told, state, clock.now())));
			told = state;
		},
		onResult({outcome, exitCode, durationMs, invocation, nodes, warnings, assertions}) {
			write({
				type: 'result', at: clock.now(), outcome, exitCode, durationMs, ...(invocation && {invocation}), counts: countNodes(nodes), nodes: nodes.map(node => describeEnd(node, store.getSnapshot())),
				...(warnings && {warnings}),
				...(assertions && {assertions: recordAssertions(assertions)}),
			});
		},
		onFailure(error) {
			write({type: 'error', at: clock.now(), ...describeError(error)});
		},
	};
};
