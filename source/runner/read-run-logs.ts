import {parseLogLine} from '../core/log/parse-log-line.js';
import {type NodeState, type RunState} from '../core/run/run-state.js';
import {type Reason} from '../core/run/status.js';
import {isFaasrTuiError} from '../errors/faasr-tui-error.js';
import {retryRead} from '../monitor/retry-read.js';
import {type Clock} from '../ports/clock.js';
import {type Cloud} from '../ports/cloud.js';
import {type WritableRunStore} from './create-run-store.js';
import {type LogEntry} from './log-entry.js';
import {readNodeLines} from './log-lines/read-node-lines.js';

export type RunLogReaderOptions = {
	readonly store: WritableRunStore;
	readonly openCloud: () => Promise<Cloud>;
	readonly clock: Clock;
};

const tailLength = 40;

/** Pause before a log that could not be fetched is asked for again (ms). */
const retryIntervalMs = 2000;

/** Longest time a verdict waits for logs (ms). */
const longestWaitMs = 10_000;

/** Endings of which S3 has no word, so that only the platform's own log can say why. */
const silentReasons: ReadonlySet<Reason | undefined> = new Set(['run-failed', 'run-did-nothing', 'cancelled-on-platform']);

const isFailed = (node: NodeState): boolean => node.status === 'FAILED' || node.reason === 'cancelled-on-platform';

/** The run whose log tells of a node's end: the last that ended without success, otherwise the last. */
const getRunId = (node: NodeState, {platformRuns}: RunState): number | undefined =>
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

	const entries = lines.filter(line => line !== '' && unknown.has(line)).map((line): LogEntry => ({
		...parseLogLine(line), isNoise: false, node, at, isRunLog: true,
	}));
	logs.append(entries);
	return entries;
};

type Reading = RunLogReaderOptions & {
	readonly node: NodeState;
	readonly runId: number;
	/** How many lines are kept, from the end. */
	readonly length: number;
	readonly signal: AbortSignal;
};

const read = async ({store, openCloud, clock, node, runId, length, signal}: Reading): Promise<readonly LogEntry[]> => {
	const {invocation} = store.getSnapshot();
	const {platform} = await openCloud();
	const text = await retryRead(async () => platform.readRunLog(runId, {signal}), {
		clock,
		signal,
		intervalMs: retryIntervalMs,
		// A token that may not read logs will not be allowed to a moment later; whoever asked can ask again.
		isFinal: error => isFaasrTuiError(error) && error.code === 'credentials',
	});
	return text === undefined || store.getSnapshot().invocation !== invocation
		? []
		: append(store, text.split('\n').slice(-length), {node: node.id, at: clock.now()});
};

/** Adds the platform's own logs of runs to the lines of their nodes: of failed nodes by itself, of others when asked. */
export const createRunLogReader = ({store, openCloud, clock}: RunLogReaderOptions) => {
	const awaited = new Set<Promise<unknown>>();
	const started = new Map<number, Promise<readonly LogEntry[]>>();
	const stopped = new AbortController();

	const readOnce = async (node: NodeState, runId: number, length: number): Promise<readonly LogEntry[]> => {
		const known = started.get(runId);
		if (known !== undefined) {
			return known;
		}

		const reading = read({
			store, openCloud, clock, node, runId, length, signal: stopped.signal,
		});
		started.set(runId, reading);
		const [result] = await Promise.allSettled([reading]);
		if (result.status === 'rejected' || result.value.length === 0) {
			// A log is there only some time after the end of its run.
			started.delete(runId);
		}

		return reading;
	};

	const start = (node: NodeState, runId: number): void => {
		const work = Promise.allSettled([readOnce(node, runId, tailLength)]);
		// The verdict stands without the log: only where S3 is silent it is worth waiting for.
		if (silentReasons.has(node.reason)) {
			awaited.add(work);
			void (async () => {
				await work;
				awaited.delete(work);
			})();
		}
	};

	store.onChange(({before, after}) => {
		for (const node of after.nodes.values()) {
			const runId = isFailed(node) ? getRunId(node, after) : undefined;
			const isNews = before.nodes.get(node.id)?.reason !== node.reason
				|| (runId !== undefined && after.platformRuns.get(runId)?.status !== before.platformRuns.get(runId)?.status);
			if (runId !== undefined && isNews && after.platformRuns.get(runId)?.status === 'completed') {
				start(node, runId);
			}
		}
	});

	return {
		/** Fetches the log of a node's latest run, and adds it to the log store unless it is there; gives its lines. Throws what the platform throws. */
		async read(nodeId: string): Promise<readonly LogEntry[]> {
			const state = store.getSnapshot();
			const node = state.nodes.get(nodeId);
			const runId = node && getRunId(node, state);
			return node === undefined || runId === undefined ? [] : readOnce(node, runId, Number.POSITIVE_INFINITY);
		},

		/** Resolves when no log is being fetched that the verdict of a node is waiting for, at the latest after ten seconds. */
		async settled(): Promise<void> {
			const done = new AbortController();
			await Promise.race([Promise.all(awaited), Promise.allSettled([clock.sleep(longestWaitMs, {signal: done.signal})])]);
			done.abort();
		},

		/** Ends what is being fetched. */
		stop(): void {
			stopped.abort(new Error('The runner was cleaned up'));
		},
	};
};
