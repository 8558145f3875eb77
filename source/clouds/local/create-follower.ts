/** Work on one of two sources: the first as long as it lasts, then the next. */
export type Follower<Source> = {
	readonly current: () => Source;
	/** Does the work, once more on the next source where the first had ended meanwhile. */
	readonly ask: <Result>(work: (source: Source) => Promise<Result>) => Promise<Result>;
};

/** Creates a follower. `hasEnded` is asked when work on the first source failed; the next one is opened once. */
export const createFollower = <Source>(first: Source, openNext: () => Promise<Source>, hasEnded: (first: Source) => Promise<boolean>): Follower<Source> => {
	let current = first;
	let moving: Promise<void> | undefined;
	const move = async (): Promise<void> => {
		try {
			if (await hasEnded(first)) {
				current = await openNext();
			}
		} finally {
			moving = undefined;
		}
	};

	return {
		current: () => current,
		async ask(work) {
			const asked = current;
			try {
				return await work(asked);
			} catch (error) {
				if (asked === first && current === first) {
					moving ??= move();
					await moving;
				}

				if (asked === current) {
					throw error;
				}

				return work(current);
			}
		},
	};
};
