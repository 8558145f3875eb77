import process from 'node:process';

/** How much CPU time some work takes (ms): what else the machine does is not in it. */
export const measureCpuMs = (work: () => void): number => {
	const before = process.cpuUsage();
	work();
	const {user, system} = process.cpuUsage(before);
	return (user + system) / 1000;
};
