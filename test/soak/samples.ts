import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';

/** What a leak would show in, at one moment with nothing going on. */
export type Sample = {
	readonly heapMegabytes: number;
	/** Sockets, timers, processes and the like that Node keeps. */
	readonly resources: number;
	readonly openFiles: number;
	readonly children: number;
	/** Entries of the temporary folder, which is this soak run's own. */
	readonly temporaryFolders: number;
};

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const count = (folder: string): number => existsSync(folder) ? readdirSync(folder).length : 0;

const countChildren = (): number => {
	const file = `/proc/self/task/${process.pid}/children`;
	return existsSync(file) ? readFileSync(file, 'utf8').split(' ').filter(pid => pid !== '').length : 0;
};

/** Collects garbage, lets what is closing close, and looks. */
export const takeSample = async (): Promise<Sample> => {
	// Finalizers and the ends of sockets need turns of the event loop between two collections.
	for (let round = 0; round < 3; round++) {
		await sleep(30);
		collectGarbage();
	}

	return {
		heapMegabytes: process.memoryUsage().heapUsed / 1_000_000,
		resources: process.getActiveResourcesInfo().filter(name => name !== 'FSReqCallback' && name !== 'Immediate').length,
		openFiles: count('/proc/self/fd'),
		children: countChildren(),
		temporaryFolders: count(tmpdir()),
	};
};

/** One kind of thing that might leak, over a soak run. */
export type Trend = {
	readonly name: keyof Sample;
	/** In the first third and in the last, without what the program needs once to get going. */
	readonly first: number;
	readonly last: number;
	readonly isLeak: boolean;
};

/** Caches fill and code is compiled late: so much growth of the heap, in megabytes and as a share, is no leak. */
const heapSlackMegabytes = 2;
const heapSlackShare = 0.05;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Compares the first third of the samples with the last: the heap's medians, the most of everything that is counted. */
export const compareThirds = (samples: readonly Sample[]): readonly Trend[] => {
	const third = Math.max(1, Math.floor(samples.length / 3));
	const names = ['heapMegabytes', 'resources', 'openFiles', 'children', 'temporaryFolders'] as const;
	return names.map(name => {
		const values = samples.map(sample => sample[name]);
		const [start, end] = [values.slice(0, third), values.slice(-third)];
		if (name === 'heapMegabytes') {
			const [first, last] = [median(start), median(end)];
			return {name, first, last, isLeak: last > (first * (1 + heapSlackShare)) + heapSlackMegabytes};
		}

		// Never less at its least than it was at its most: one that is late to close at one moment is no leak.
		const [first, last] = [Math.max(...start), Math.min(...end)];
		return {name, first, last, isLeak: last > first};
	});
};
