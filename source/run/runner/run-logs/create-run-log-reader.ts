import {lacksRunLog} from '../../../core/run/trailing-lines.js';
import {type NodeState} from '../../../core/run/run-state.js';
import {type RunChange} from '../create-run-store.js';
import {type LogEntry} from '../log-entry.js';
import {type RunId} from '../../../core/run/run-id.js';
import {createRunLogFetcher, getRunId, isFailed, type RunLogReaderOptions} from './fetch-run-log.js';
import {createRestReader} from './read-rest.js';
import {createRunLogSeeker, type GiveUpAfter, longestWaitMs, tailLength} from './seek-run-logs.js';

/** The platform run of a failed node whose log can be fetched now, and could not before. */
const findNewlyEnded = (node: NodeState, {before, after}: RunChange): RunId | undefined => {
	const runId = isFailed(node) ? getRunId(node, after) : undefined;
	if (runId === undefined || after.platformRuns.get(runId)?.status !== 'completed') {
		return undefined;
	}

	const isNews = before.nodes.get(node.id)?.reason !== node.reason || before.platformRuns.get(runId)?.status !== 'completed';
	return isNews ? runId : undefined;
};

/** Adds the platform's own logs of runs to the lines of their nodes: of failed nodes by itself, of others when asked. */
export const createRunLogReader = (options: RunLogReaderOptions) => {
	const {store, clock} = options;
	const awaited = new Map<string, Promise<unknown>>();
	const stopped = new AbortController();
	const fetchRunLog = createRunLogFetcher(options, stopped.signal);
	const giveUpAfter: GiveUpAfter = async (work, ms) => {
		const done = new AbortController();
		try {
			await Promise.race([work, Promise.allSettled([clock.sleep(Math.max(0, ms), {signal: AbortSignal.any([done.signal, stopped.signal])})])]);
		} finally {
			done.abort(new Error('The log was read'));
		}
	};

	const seeker = createRunLogSeeker({store, clock, fetchRunLog, giveUpAfter, signal: stopped.signal, awaited});

	/** The verdict stands without the log: only where nothing else says why a run ended it is worth waiting for. */
	const readAside = (node: NodeState, runId: RunId): void => {
		const work = Promise.allSettled([fetchRunLog({node, runId, length: tailLength})]);
		if (node.reason === 'cancelled-on-platform') {
			awaited.set(node.id, giveUpAfter(work, longestWaitMs));
			void (async () => {
				await work;
				awaited.delete(node.id);
			})();
		}
	};

	const rest = createRestReader({...options, fetchRunLog, signal: stopped.signal});
	store.onChange(change => {
		const {before, after} = change;
		if (after.endedAt === undefined) {
			seeker.setWatched(true);
			rest.begin(after.invocation);
		}

		for (const node of after.nodes.values()) {
			const isSame = before.nodes.get(node.id) === node && before.platformRuns === after.platformRuns;
			if (!isSame && lacksRunLog(node)) {
				seeker.start(node.id);
				continue;
			}

			const runId = isSame ? undefined : findNewlyEnded(node, change);
			if (runId !== undefined) {
				readAside(node, runId);
			}
		}
	});

	return {
		/** Fetches the log of a node's latest run, and adds it to the log store unless it is there; gives its lines. Throws what the platform throws. */
		async read(nodeId: string): Promise<readonly LogEntry[]> {
			const state = store.getSnapshot();
			const node = state.nodes.get(nodeId);
			const runId = node && getRunId(node, state);
			return node === undefined || runId === undefined ? [] : fetchRunLog({node, runId});
		},

		/** Resolves when no log is being fetched that the cause of a failure is waiting for, at the latest some ten seconds after the failure. To be asked when watching has ended. */
		async settled(): Promise<void> {
			seeker.setWatched(false);
			await Promise.all([...awaited.values(), rest.read()]);
		},

		/** Ends what is being fetched. */
		stop(): void {
			stopped.abort(new Error('The runner was cleaned up'));
		},
	};
};
