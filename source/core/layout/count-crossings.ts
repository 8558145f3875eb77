/* eslint-disable no-bitwise -- a Fenwick tree counts in bits */
/** Counts the pairs of links between two layers that cross: a Fenwick tree over the places in the lower layer. */
export const countCrossings = (upper: readonly number[], next: ReadonlyArray<readonly number[]>, places: readonly number[], lowerCount: number): number => {
	const tree = Array.from({length: lowerCount + 1}, () => 0);
	let crossings = 0;
	let linkCount = 0;
	for (const vertex of upper) {
		const targets = next[vertex]!.map(to => places[to]!);
		for (const place of targets) {
			let before = 0;
			for (let index = place + 1; index > 0; index -= index & -index) {
				before += tree[index]!;
			}

			crossings += linkCount - before;
		}

		for (const place of targets) {
			for (let index = place + 1; index <= lowerCount; index += index & -index) {
				tree[index]!++;
			}
		}

		linkCount += targets.length;
	}

	return crossings;
};
