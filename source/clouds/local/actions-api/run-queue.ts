/** A run that waits for its turn. */
export type QueuedTask = {
	readonly id: number;
	/** Never rejects. */
	readonly start: () => Promise<void>;
};

/** First in, first out, a bounded number at a time: what concurrency limits are on GitHub. */
export type RunQueue = {
	readonly add: (task: QueuedTask) => void;
	/** Takes a waiting task out; false when it is not waiting (any more). */
	readonly remove: (id: number) => boolean;
	/** Resolves once nothing runs; what waits is started meanwhile. */
	readonly waitUntilIdle: () => Promise<void>;
};

/** Creates a queue of runs of which at most `parallelism` execute at once. */
export const createRunQueue = (parallelism: number): RunQueue => {
	const waiting: QueuedTask[] = [];
	const running = new Set<Promise<void>>();

	const startNext = (): void => {
		while (running.size < parallelism) {
			const task = waiting.shift();
			if (!task) {
				return;
			}

			// eslint-disable-next-line promise/prefer-await-to-then -- the queue goes on without waiting for the task
			const ended = task.start().finally(() => {
				running.delete(ended);
				startNext();
			});
			running.add(ended);
		}
	};

	return {
		add(task) {
			waiting.push(task);
			startNext();
		},
		remove(id) {
			const index = waiting.findIndex(task => task.id === id);
			if (index !== -1) {
				waiting.splice(index, 1);
			}

			return index !== -1;
		},
		async waitUntilIdle() {
			while (running.size > 0) {
				await Promise.all(running);
			}
		},
	};
};
