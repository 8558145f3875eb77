/* eslint-disable no-bitwise, operator-assignment, unicorn/prefer-code-point, unicorn/prefer-math-trunc -- a generator of random numbers is about bits */

/** Numbers that look random and are the same for the same seed. */
export type Random = {
	/** At least 0 and below 1. */
	readonly next: () => number;
	/** A whole number from `min` to `max`, both included. */
	readonly int: (min: number, max: number) => number;
	readonly chance: (probability: number) => boolean;
	readonly pick: <Item>(items: readonly Item[]) => Item;
	/** Small numbers more often than large ones: as evenly spread between 1 and 10 as between 10 and 100. */
	readonly span: (min: number, max: number) => number;
	/** Another generator, which depends on the seed and the label only: what one decision draws does not move the others. */
	readonly fork: (label: string) => Random;
};

const hash = (text: string): number => {
	let value = 0x81_1C_9D_C5;
	for (let index = 0; index < text.length; index++) {
		value = Math.imul(value ^ text.charCodeAt(index), 0x01_00_01_93);
	}

	return value >>> 0;
};

/** Creates a generator from a seed (Tommy Ettinger's mulberry32, public domain). */
export const createRandom = (seed: string): Random => {
	let state = hash(seed);
	const next = (): number => {
		state = (state + 0x6D_2B_79_F5) | 0;
		let value = Math.imul(state ^ (state >>> 15), 1 | state);
		value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
		return ((value ^ (value >>> 14)) >>> 0) / 0x1_00_00_00_00;
	};

	return {
		next,
		int: (min, max) => min + Math.floor(next() * (max - min + 1)),
		chance: probability => next() < probability,
		pick: items => items[Math.floor(next() * items.length)]!,
		span: (min, max) => Math.round(min * ((max / min) ** next())),
		fork: label => createRandom(`${seed} ${label}`),
	};
};
