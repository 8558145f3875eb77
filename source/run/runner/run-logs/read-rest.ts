import {type Invocation} from '../../../core/log/invocation.js';
import {lookUp} from '../../../core/look-up.js';
import {isSettled} from '../../../core/run/status.js';
import {forEachAtMost} from '../../monitor/for-each-at-most.js';
import {type FetchRunLog, getRunId, type RunLogReaderOptions} from './fetch-run-log.js';

/** Pauses before a log that is not there yet is asked for again (ms). */
const pausesMs = [0, 500, 1500, 3000];

/** So many logs are fetched at once. */
const parallelReads = 4;

export type RestReaderOptions = RunLogReaderOptions & {readonly fetchRunLog: FetchRunLog; readonly signal: AbortSignal};

/** Fetches the whole log of every node's run once the run of the workflow has ended, where that is wanted and prints were not told before. */
export const createRestReader = ({store, clock, openCloud, readsAll = false, fetchRunLog, signal}: RestReaderOptions) => {
	let reading: Promise<void> | undefined;
	let known: Invocation | undefined;

	const readOne = async (id: string): Promise<void> => {
		for (const pauseMs of pausesMs) {
			await clock.sleep(pauseMs, {signal});
			const state = store.getSnapshot();
			const node = lookUp(state.nodes, id);
			const runId = getRunId(node, state);
			const lines = runId === undefined ? undefined : await fetchRunLog({node, runId});
			if (lines === undefined || lines.length > 0) {
				return;
			}
		}
	};

	const readAll = async (): Promise<void> => {
		const {platform} = await openCloud();
		if (platform.onPrint !== undefined) {
			return;
		}

		const ids = [...store.getSnapshot().nodes.values()].filter(({status}) => isSettled(status)).map(({id}) => id);
		await forEachAtMost(parallelReads, ids, async id => {
			await Promise.allSettled([readOne(id)]);
		});
	};

	return {
		/** A run goes on: its logs are fetched after its end, once. */
		begin(invocation: Invocation | undefined): void {
			if (invocation !== known) {
				known = invocation;
				reading = undefined;
			}
		},

		/** Resolves when every log there is has been fetched. */
		async read(): Promise<void> {
			if (readsAll && store.getSnapshot().endedAt !== undefined) {
				reading ??= readAll();
				await reading;
			}
		},
	};
};
