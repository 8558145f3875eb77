const pattern = /^… (\d+) earlier lines not loaded$/u;

/** The line that stands at the head of a log of which only the end was read. */
export const describeOmitted = (count: number): string => `… ${count} earlier lines not loaded`;

/** Splits a log's lines into those that are there and how many its first line says are left out. */
export const takeOmitted = (lines: readonly string[]): {readonly lines: readonly string[]; readonly omitted: number} => {
	const count = pattern.exec(lines[0] ?? '')?.[1];
	return count === undefined ? {lines, omitted: 0} : {lines: lines.slice(1), omitted: Number(count)};
};
