import {getPercentile} from '../get-percentile.js';

/** What is timed; resolves with how long it took (ms). */
export type Timed = {
	readonly name: string;
	readonly run: () => Promise<number>;
	/** How many rounds it takes part in, from the first on. @default all */
	readonly rounds?: number;
};

/** The times of one of them (ms), in the order of the rounds. */
export type Times = {
	readonly name: string;
	readonly times: readonly number[];
};

/** Runs all of them in turn, several times: what else the machine does then slows each of them alike. */
export const measureRounds = async (timed: readonly Timed[], rounds: number): Promise<readonly Times[]> => {
	const measured = timed.map(({name}) => ({name, times: [] as number[]}));
	for (let round = 0; round < rounds; round++) {
		for (const [index, {run, rounds: own = rounds}] of timed.entries()) {
			if (round < own) {
				measured[index]!.times.push(await run());
			}
		}
	}

	return measured;
};

const formatTime = (ms: number): string => `${ms.toFixed(0).padStart(5)} ms`;

const formatRatio = (value: number): string => `${value.toFixed(2)} x`;

/** Median over the rounds that both took part in: what slows the machine for a while slows both times of a round. */
export const getRatio = (measured: readonly Times[], name: string, base: string): number => {
	const getTimes = (wanted: string): readonly number[] => measured.find(one => one.name === wanted)!.times;
	const bases = getTimes(base);
	return getPercentile(getTimes(name).slice(0, bases.length).map((time, round) => time / bases[round]!), 0.5);
};

/** A line for each, with its ratios to one of them. */
export const describeTimes = (measured: readonly Times[], base: string): readonly string[] => measured.map(({name, times}) =>
	`${name.padEnd(36)} least ${formatTime(Math.min(...times))}  median ${formatTime(getPercentile(times, 0.5))}  ${formatRatio(getRatio(measured, name, base))}`);
