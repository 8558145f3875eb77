import {type WatchedRun} from './watched-run.js';

type Shared = {
	readonly opening: Promise<WatchedRun>;
	/** How many have asked for it and not released it. */
	holderCount: number;
};

/** A run, and the way to say that one no longer needs it. */
export type HeldRun = {
	readonly opening: Promise<WatchedRun>;
	/** The last to release a run closes it. */
	readonly release: () => Promise<void>;
};

// A test file is one process: what is shared within the file is shared by this module's users.
const sharedRuns = new Map<string, Shared>();

/**
Gives the run that somebody in this process has already opened under the key, else opens it.

A start that failed is shared, too: everybody who waits for it gets its error, and none tries again.
*/
export const holdRun = (key: string, open: () => Promise<WatchedRun>): HeldRun => {
	const shared = sharedRuns.get(key) ?? {opening: open(), holderCount: 0};
	shared.holderCount++;
	sharedRuns.set(key, shared);
	let isReleased = false;
	return {
		opening: shared.opening,
		async release() {
			if (isReleased) {
				return;
			}

			isReleased = true;
			shared.holderCount--;
			if (shared.holderCount > 0) {
				return;
			}

			sharedRuns.delete(key);
			const [opened] = await Promise.allSettled([shared.opening]);
			if (opened.status === 'fulfilled') {
				await opened.value.close();
			}
		},
	};
};
