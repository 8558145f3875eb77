import process from 'node:process';

/** How much CPU time some work takes (ms): what else the machine does is not in it. */
export const measureCpuMs = (work: () => void): number => {
	const before = process.cpuUsage();
	work();
	const {user, system} = process.cpuUsage(before);
	return (user + system) / 1000;
};

/** The value that a share of all values does not exceed; 0.5 is the median. */
export const getPercentile = (values: readonly number[], share: number): number =>
	values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)] ?? Number.NaN;
