import {readRunLogFacts} from '../../../core/cause/run-log-facts.js';
import {describeOmitted, takeOmitted} from '../../../core/log/omitted-lines.js';
import {noReport, stepOwnReport} from '../../../core/log/own-report.js';
import {parseRunLogLine} from '../../../core/log/parse-log-line.js';
import {type NodeState, type RunState} from '../../../core/run/run-state.js';
import {isFaasrTuiError} from '../../../ports/errors/faasr-tui-error.js';
import {retryRead} from '../../monitor/retry-read.js';
import {type Clock} from '../../../ports/clock.js';
import {type Cloud} from '../../../ports/cloud.js';
import {type WritableRunStore} from '../create-run-store.js';
import {type LogEntry} from '../log-entry.js';
import {readNodeLines} from '../read-node-lines.js';
import {type RunId} from '../../../core/run/run-id.js';
import {isRed} from '../../../core/run/run-meaning.js';

export type RunLogReaderOptions = {
	readonly store: WritableRunStore;
	readonly openCloud: () => Promise<Cloud>;
	readonly clock: Clock;
	/** Fetches the log of every run, where the platform does not tell what functions print. @default false */
	readonly readsAll?: boolean;
};

/** Pause before a log that could not be fetched is asked for again (ms). */
const retryIntervalMs = 2000;

/** So much of a log is loaded for who asks for all of it; the oldest lines of more than the store holds go first. */
const wholeLogBytes = 268_435_456;

/** True for a node of whose end the log of its run tells. */
export const isFailed = (node: NodeState): boolean => node.status === 'FAILED' || node.reason === 'cancelled-on-platform';

/** The run whose log tells of a node's end: the last that ended without success, otherwise the last. */
export const getRunId = (node: NodeState, {platformRuns}: RunState): RunId | undefined =>
	node.runIds.findLast(id => {
		const run = platformRuns.get(id);
		return run !== undefined && isRed(run);
	}) ?? node.runIds.at(-1);

type Place = {readonly node: string; readonly at: number};

const createEntry = (text: string, {node, at}: Place): LogEntry => ({text, message: text, isNoise: false, node, at, isRunLog: true});

/** Adds the lines that the log on S3 does not have already. What is shown of the log by then stays, so that lines before it come once more, with it. */
const append = ({logs}: WritableRunStore, {lines, omitted, isWhole}: ReturnType<typeof takeOmitted> & {readonly isWhole: boolean}, {node, at}: Place): readonly LogEntry[] => {
	const unknown = new Set(lines);
	let hasSome = false;
	for (const {text, isRunLog, isPrint} of readNodeLines(logs.lines, new Set([node]))) {
		hasSome ||= isRunLog === true;
		// The whole log has the prints in their places, too.
		if (isRunLog !== true && !(isWhole && isPrint === true)) {
			unknown.delete(text);
		}
	}

	let report = noReport;
	const entries = lines.flatMap((text): readonly LogEntry[] => {
		const line = parseRunLogLine(text);
		const step = stepOwnReport(report, line);
		report = step.report;
		// Who has not asked for the log sees in it what may be wrong.
		const isChatter = !isWhole && (line.level === 'INFO' || line.level === 'DEBUG');
		return text !== '' && unknown.has(text) ? [{...line, isNoise: step.isOwn || isChatter, node, at, isRunLog: true}] : [];
	});
	const heading = omitted > 0 ? [`${describeOmitted(omitted)}: R loads all`] : (hasSome ? ['… the whole log, from its first line'] : []);
	logs.append([...heading.map(text => createEntry(text, {node, at})), ...entries]);
	return entries;
};

type Reading = {
	readonly node: NodeState;
	readonly runId: RunId;
	/** How many lines are kept, from the end. @default all */
	readonly length?: number;
};

const read = async ({store, openCloud, clock}: RunLogReaderOptions, {node, runId, length}: Reading, signal: AbortSignal): Promise<readonly LogEntry[]> => {
	const {invocation} = store.getSnapshot();
	const {platform} = await openCloud();
	const text = await retryRead(async () => platform.readRunLog(runId, {signal, ...(length === undefined && {maxBytes: wholeLogBytes})}), {
		clock,
		signal,
		intervalMs: retryIntervalMs,
		// A token that may not read logs will not be allowed to a moment later; whoever asked can ask again.
		isFinal: error => isFaasrTuiError(error) && error.code === 'credentials',
	});
	if (text === undefined || store.getSnapshot().invocation !== invocation) {
		return [];
	}

	const {lines, omitted} = takeOmitted(text.replace(/\n$/u, '').split('\n'));
	const at = clock.now();
	const cut = length === undefined ? 0 : Math.max(0, lines.length - length);
	const entries = append(store, {lines: lines.slice(cut), omitted: omitted + cut, isWhole: length === undefined}, {node: node.id, at});
	if (isFailed(node)) {
		store.apply({at, events: [{type: 'run-log.observed', at, node: node.id, runId, facts: readRunLogFacts(lines)}]});
	}

	return entries;
};

export type FetchRunLog = (reading: Reading) => Promise<readonly LogEntry[]>;

/** Fetches the logs of platform runs, each once: adds the last lines to the log store, and what they say of a failure to the run's state. */
export const createRunLogFetcher = (options: RunLogReaderOptions, signal: AbortSignal): FetchRunLog => {
	const started = new Map<string, Promise<readonly LogEntry[]>>();
	return async reading => {
		const whole = `${reading.runId} whole`;
		const key = reading.length === undefined ? whole : `${reading.runId}`;
		const known = started.get(whole) ?? started.get(key);
		if (known !== undefined) {
			return known;
		}

		const work = read(options, reading, signal);
		started.set(key, work);
		const [result] = await Promise.allSettled([work]);
		if (result.status === 'rejected' || result.value.length === 0) {
			// A log is there only some time after the end of its run.
			started.delete(key);
		}

		return work;
	};
};
