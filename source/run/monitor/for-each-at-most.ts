/** Does work on each item in their order, on at most `count` of them at once. Work that gives `'stop'` ends one of these hands: the others go on with the rest. Rejects when work does. */
export const forEachAtMost = async <Item>(count: number, items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> => {
	const rest = items.values();
	await Promise.all(Array.from({length: Math.min(count, items.length)}, async () => {
		for (const item of rest) {
			if (await work(item) === 'stop') {
				return;
			}
		}
	}));
};
