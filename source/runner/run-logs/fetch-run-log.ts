import {readRunLogFacts} from '../../core/cause/run-log-facts.js';
import {noReport, stepOwnReport} from '../../core/log/own-report.js';
import {parseRunLogLine} from '../../core/log/parse-log-line.js';
import {type NodeState, type RunState} from '../../core/run/run-state.js';
import {isFaasrTuiError} from '../../errors/faasr-tui-error.js';
import {retryRead} from '../../monitor/retry-read.js';
import {type Clock} from '../../ports/clock.js';
import {type Cloud} from '../../ports/cloud.js';
import {type WritableRunStore} from '../create-run-store.js';
import {type LogEntry} from '../log-entry.js';
import {readNodeLines} from '../log-lines/read-node-lines.js';

export type RunLogReaderOptions = {
	readonly store: WritableRunStore;
	readonly openCloud: () => Promise<Cloud>;
	readonly clock: Clock;
};

/** Pause before a log that could not be fetched is asked for again (ms). */
const retryIntervalMs = 2000;

/** True for a node of whose end the log of its run tells. */
export const isFailed = (node: NodeState): boolean => node.status === 'FAILED' || node.reason === 'cancelled-on-platform';

/** The run whose log tells of a node's end: the last that ended without success, otherwise the last. */
export const getRunId = (node: NodeState, {platformRuns}: RunState): number | undefined =>
	node.runIds.findLast(id => {
		const run = platformRuns.get(id);
		return run?.status === 'completed' && run.conclusion !== 'success';
	}) ?? node.runIds.at(-1);

/** Adds the lines that the log on S3 does not have already. */
const append = ({logs}: WritableRunStore, lines: readonly string[], {node, at}: {readonly node: string; readonly at: number}): readonly LogEntry[] => {
	const unknown = new Set(lines);
	for (const {text} of readNodeLines(logs.lines, {nodes: new Set([node])})) {
		unknown.delete(text);
	}

	let report = noReport;
	const entries = lines.flatMap((text): readonly LogEntry[] => {
		const line = parseRunLogLine(text);
		const step = stepOwnReport(report, line);
		report = step.report;
		return text !== '' && unknown.has(text) ? [{...line, isNoise: step.isOwn, node, at, isRunLog: true}] : [];
	});
	logs.append(entries);
	return entries;
};

type Reading = {
	readonly node: NodeState;
	readonly runId: number;
	/** How many lines are kept, from the end. */
	readonly length: number;
};

const read = async ({store, openCloud, clock}: RunLogReaderOptions, {node, runId, length}: Reading, signal: AbortSignal): Promise<readonly LogEntry[]> => {
	const {invocation} = store.getSnapshot();
	const {platform} = await openCloud();
	const text = await retryRead(async () => platform.readRunLog(runId, {signal}), {
		clock,
		signal,
		intervalMs: retryIntervalMs,
		// A token that may not read logs will not be allowed to a moment later; whoever asked can ask again.
		isFinal: error => isFaasrTuiError(error) && error.code === 'credentials',
	});
	if (text === undefined || store.getSnapshot().invocation !== invocation) {
		return [];
	}

	const lines = text.split('\n');
	const at = clock.now();
	const entries = append(store, lines.slice(-length), {node: node.id, at});
	if (isFailed(node)) {
		store.apply({at, events: [{type: 'run-log.observed', at, node: node.id, runId, facts: readRunLogFacts(lines)}]});
	}

	return entries;
};

export type FetchRunLog = (reading: Reading) => Promise<readonly LogEntry[]>;

/** Fetches the logs of platform runs, each once: adds the last lines to the log store, and what they say of a failure to the run's state. */
export const createRunLogFetcher = (options: RunLogReaderOptions, signal: AbortSignal): FetchRunLog => {
	const started = new Map<number, Promise<readonly LogEntry[]>>();
	return async reading => {
		const {runId} = reading;
		const known = started.get(runId);
		if (known !== undefined) {
			return known;
		}

		const work = read(options, reading, signal);
		started.set(runId, work);
		const [result] = await Promise.allSettled([work]);
		if (result.status === 'rejected' || result.value.length === 0) {
			// A log is there only some time after the end of its run.
			started.delete(runId);
		}

		return work;
	};
};
