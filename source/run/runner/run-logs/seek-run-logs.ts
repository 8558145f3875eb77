import {lacksRunLog} from '../../../core/run/trailing-lines.js';
import {type NodeState} from '../../../core/run/run-state.js';
import {type RunId} from '../../../core/run/run-id.js';
import {type FetchRunLog, getRunId, type RunLogReaderOptions} from './fetch-run-log.js';

/** Lines of a failed node's run that are shown without being asked for. */
export const tailLength = 40;

/** Longest time a cause waits for the log that has it (ms). */
export const longestWaitMs = 10_000;

/** Pause before a log that is not there yet is asked for again (ms); twice as long each time. */
const firstPauseMs = 250;

/** So many logs are waited for at once: each asks the platform several times. */
const mostAwaited = 10;

/** Waits for work, but not longer than so many milliseconds; rejects as the work does. */
export type GiveUpAfter = (work: Promise<unknown>, ms: number) => Promise<void>;

export type SeekOptions = Pick<RunLogReaderOptions, 'store' | 'clock'> & {
	readonly fetchRunLog: FetchRunLog;
	readonly giveUpAfter: GiveUpAfter;
	readonly signal: AbortSignal;
	/** Work that the result of the run waits for, by node. */
	readonly awaited: Map<string, Promise<unknown>>;
};

/** Fetches the logs that have causes, as soon as they are there; after a while the causes are told without. */
export const createRunLogSeeker = ({store, clock, fetchRunLog, giveUpAfter, signal, awaited}: SeekOptions) => {
	let isWatched = true;

	const find = (id: string): {readonly node: NodeState; readonly runId: RunId | undefined} | undefined => {
		const state = store.getSnapshot();
		const node = state.nodes.get(id);
		return node !== undefined && lacksRunLog(node) ? {node, runId: getRunId(node, state)} : undefined;
	};

	/** Tries until the log is there, until nobody waits for it any more, or until that time. */
	const seek = async (id: string, until: number): Promise<void> => {
		let pauseMs = firstPauseMs;
		// eslint-disable-next-line no-unmodified-loop-condition -- The end of the run modifies it.
		for (let found = find(id); found !== undefined && (found.runId !== undefined || isWatched); found = find(id)) {
			if (found.runId !== undefined) {
				await giveUpAfter(fetchRunLog({node: found.node, runId: found.runId, length: tailLength}), until - clock.now());
			}

			const restMs = find(id) === undefined ? 0 : until - clock.now();
			if (restMs <= 0) {
				return;
			}

			await clock.sleep(Math.min(pauseMs, restMs), {signal});
			pauseMs *= 2;
		}
	};

	/** Whatever comes of it, nobody waits for the log of a run for ever. */
	const wait = async (id: string, canSeek: boolean): Promise<void> => {
		await Promise.allSettled(canSeek ? [seek(id, clock.now() + longestWaitMs)] : []);
		awaited.delete(id);
		const found = find(id);
		if (found !== undefined) {
			const at = clock.now();
			store.apply({at, events: [{type: 'run-log.observed', at, node: id, ...(found.runId !== undefined && {runId: found.runId})}]});
		}
	};

	return {
		/** Seeks the log of a node's run, unless that is under way. */
		start(id: string): void {
			if (!awaited.has(id)) {
				const canSeek = awaited.size < mostAwaited;
				// What comes of it at once must not start it again.
				awaited.set(id, Promise.resolve());
				awaited.set(id, wait(id, canSeek));
			}
		},

		/** Says whether the run is watched: a platform run that is unknown when it no longer is will not become known. */
		setWatched(value: boolean): void {
			isWatched = value;
		},
	};
};
