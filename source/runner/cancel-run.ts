import {type RunEvent} from '../core/run/events.js';
import {type Invocation} from '../core/run/invocation.js';
import {type PlatformRun} from '../core/run/platform-run.js';
import {type Clock} from '../ports/clock.js';
import {type Platform} from '../ports/platform.js';

export type CancelRunOptions = {
	readonly platform: Platform;
	readonly invocation: Invocation;
	readonly since: number;
	/** Every run known so far. Read anew each round, because the watcher learns of runs too. */
	readonly getRuns: () => Iterable<PlatformRun>;
	/** True once every node is settled: then nothing is left that could dispatch another. */
	readonly isOver: () => boolean;
	readonly clock: Clock;
	/** Ends the waiting, not the runs. */
	readonly signal?: AbortSignal;
	readonly onEvents: (events: readonly RunEvent[]) => void;
};

/** What became of the cancellation. */
export type CancelReport = {
	/** Runs that were still alive when waiting for them ended. */
	readonly aliveRunIds: readonly number[];
};

const roundMs = 1000;
/** A run that ignores a cancel for so long is force-cancelled (GitHub's own grace is 10 s; reliability facts 1.5). */
const forceAfterMs = 15_000;
const giveUpAfterMs = 60_000;

const isAlive = (run: PlatformRun): boolean => run.status !== 'completed';

/**
Stops everything of an invocation on its platform.

A function that ends while we cancel may still dispatch another, so runs are listed and cancelled until two lists
in a row are empty of live ones, for at most a minute.
*/
export const cancelRun = async ({platform, invocation, since, getRuns, isOver, clock, signal, onEvents}: CancelRunOptions): Promise<CancelReport> => {
	const startedAt = clock.now();
	const askedAt = new Map<number, number>();
	const getAlive = (): readonly number[] => [...getRuns()].filter(run => isAlive(run)).map(run => run.id);

	const ask = async (id: number): Promise<void> => {
		const firstAskedAt = askedAt.get(id);
		const force = firstAskedAt !== undefined && clock.now() - firstAskedAt >= forceAfterMs;
		if (firstAskedAt === undefined || force) {
			askedAt.set(id, firstAskedAt ?? clock.now());
			await platform.cancel(id, {signal, force});
		}
	};

	const askAll = async (ids: readonly number[]): Promise<void> => {
		await Promise.allSettled(ids.map(async id => ask(id)));
	};

	const list = async (): Promise<boolean> => {
		try {
			const listed = await platform.listRuns({invocation, since}, {signal});
			onEvents((listed ?? []).map((run): RunEvent => ({type: 'platform-run.observed', at: clock.now(), run})));
			return true;
		} catch {
			return false;
		}
	};

	const pause = async (ms: number): Promise<void> => {
		try {
			await clock.sleep(ms, signal === undefined ? {} : {signal});
		} catch {
			// Told not to wait: the loop ends.
		}
	};

	const mustGoOn = (): boolean => !isOver() && signal?.aborted !== true && clock.now() - startedAt < giveUpAfterMs;

	await askAll(getAlive());
	for (let emptyCount = 0; emptyCount < 2 && mustGoOn();) {
		const isListed = await list();
		const alive = getAlive();
		emptyCount = isListed && alive.length === 0 ? emptyCount + 1 : 0;
		await askAll(alive);
		if (emptyCount < 2 && mustGoOn()) {
			await pause(emptyCount === 1 ? roundMs / 2 : roundMs);
		}
	}

	return {aliveRunIds: getAlive()};
};
