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
};

/** Runs all of them in turn, several times: what else the machine does then slows each of them alike. */
export const measureRounds = async (timed: readonly Timed[], rounds: number): Promise<readonly Times[]> => {
	const times = timed.map((): number[] => []);
	for (let round = 0; round < rounds; round++) {
		for (const [index, {run}] of timed.entries()) {
			times[index]!.push(await run());
		}
	}

	return timed.map(({name}, index) => {
		const sorted = times[index]!.sort((a, b) => a - b);
		return {name, least: sorted[0]!, median: sorted[Math.floor(sorted.length / 2)]!};
	});
};

const formatRatio = (value: number): string => `${value.toFixed(2)} x`;

/** Of the least times: other work on the machine can only add to them. */
export const getRatio = (times: readonly Times[], name: string, base: string): number => {
	const least = (wanted: string): number => times.find(time => time.name === wanted)!.least;
	return least(name) / least(base);
};

/** A line for each, with its ratios to one of them. */
export const describeTimes = (times: readonly Times[], base: string): readonly string[] => times.map(({name, least, median}) =>
	`${name.padEnd(36)} least ${least.toFixed(0).padStart(5)} ms  median ${median.toFixed(0).padStart(5)} ms  ${formatRatio(getRatio(times, name, base))}`);
