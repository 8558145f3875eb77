/** Where the things in a row would like to be, and how much each of them does. */
export type Wishes = {
	readonly at: readonly number[];
	readonly weights: readonly number[];
};

/**
Places things in a row as near to their wishes as keeping order and distances allows, all of them within 0 and `limit`.

Least squares by pooling neighbours that are in each other's way (isotonic regression), then rounded to whole cells.
`offsets` are the least distances from the first thing.
*/
export const fitPositions = ({at, weights}: Wishes, offsets: readonly number[], limit: number): readonly number[] => {
	// Pools: their mean shift, their weight, and the first thing behind them.
	const means: number[] = [];
	const poolWeights: number[] = [];
	const ends: number[] = [];
	for (const [index, wish] of at.entries()) {
		let mean = wish - offsets[index]!;
		let weight = weights[index]!;
		while (means.length > 0 && means.at(-1)! >= mean) {
			const before = poolWeights.pop()!;
			mean = ((means.pop()! * before) + (mean * weight)) / (before + weight);
			weight += before;
			ends.pop();
		}

		means.push(mean);
		poolWeights.push(weight);
		ends.push(index + 1);
	}

	const highest = Math.max(0, limit - Math.max(0, ...offsets));
	const positions: number[] = [];
	for (const [pool, mean] of means.entries()) {
		const shift = Math.max(0, Math.min(highest, Math.round(mean)));
		while (positions.length < ends[pool]!) {
			positions.push(shift + offsets[positions.length]!);
		}
	}

	return positions;
};
