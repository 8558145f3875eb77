/** What is timed; resolves with how long it took (ms). */
export type Timed = {
	readonly name: string;
	readonly run: () => Promise<number>;
};

/** The times of one of them, in rising order. */
export type Times = {
	readonly name: string;
	readonly least: number;
	readonly median: number;
	/** One of each round, in the order of the rounds. */
	readonly all: readonly number[];
};

const getMedian = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Runs all of them in turn, several times: what else the machine does then slows each of them alike. */
export const measureRounds = async (timed: readonly Timed[], rounds: number): Promise<readonly Times[]> => {
	const times = timed.map((): number[] => []);
	for (let round = 0; round < rounds; round++) {
		for (const [index, {run}] of timed.entries()) {
			times[index]!.push(await run());
		}
	}

	return timed.map(({name}, index) => {
		const all = times[index]!;
		return {name, least: Math.min(...all), median: getMedian(all), all};
	});
};

const formatRatio = (value: number): string => `${value.toFixed(2)} x`;

/** Median over the rounds: what slows the machine for a while slows both times of a round. */
export const getRatio = (times: readonly Times[], name: string, base: string): number => {
	const all = (wanted: string): readonly number[] => times.find(time => time.name === wanted)!.all;
	const bases = all(base);
	return getMedian(all(name).map((time, round) => time / bases[round]!));
};

/** A line for each, with its ratios to one of them. */
export const describeTimes = (times: readonly Times[], base: string): readonly string[] => times.map(({name, least, median}) =>
	`${name.padEnd(36)} least ${least.toFixed(0).padStart(5)} ms  median ${median.toFixed(0).padStart(5)} ms  ${formatRatio(getRatio(times, name, base))}`);
