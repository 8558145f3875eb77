import {type SlurmClient} from './create-slurm-client.js';
import {faults, isRecord, type SlurmData} from './slurm-answer.js';
import {SlurmError} from './slurm-error.js';

/** The versions of slurmrestd's API that faasr-tui reads. */
const oldestKnown = 36;
const newestKnown = 45;

const getNumber = (version: string): number => Number(version.split('.').at(-1));

/** The versions of its API that a slurmrestd has, the oldest first; none where it does not say. */
export const listVersions = async ({ask}: SlurmClient, signal?: AbortSignal): Promise<readonly string[]> => {
	const {paths} = await ask({method: 'GET', path: '/openapi/v3', isRoot: true, purpose: 'list its API versions', mostBytes: 50_000_000}, signal);
	const found = Object.keys(isRecord(paths) ? paths : {}).flatMap(path => /^\/slurm\/(v0\.0\.\d+)\//.exec(path)?.[1] ?? []);
	return [...new Set(found)].sort((a, b) => getNumber(a) - getNumber(b));
};

/** The newest of them that faasr-tui reads. */
export const chooseVersion = (versions: readonly string[]): string | undefined =>
	versions.findLast(version => getNumber(version) >= oldestKnown && getNumber(version) <= newestKnown);

/** What a slurmrestd says of the controller behind it. */
export type SlurmPing = {
	readonly isUp: boolean;
	/** Of Slurm: `22.05.8`. */
	readonly release?: string;
};

const getRelease = ({meta}: SlurmData): string | undefined => {
	// `Slurm` up to v0.0.39, `slurm` since.
	const slurm = isRecord(meta) ? meta['Slurm'] ?? meta['slurm'] : undefined;
	return isRecord(slurm) && typeof slurm['release'] === 'string' ? slurm['release'].slice(0, 40) : undefined;
};

/** Asks whether slurmctld is there; the word for it differs between versions. */
export const pingSlurm = async ({ask}: SlurmClient, signal?: AbortSignal): Promise<SlurmPing> => {
	const data = await ask({method: 'GET', path: '/ping', purpose: 'answer a ping'}, signal);
	const pings: readonly unknown[] = Array.isArray(data['pings']) ? data['pings'] : [];
	const release = getRelease(data);
	return {
		isUp: pings.some(ping => isRecord(ping) && (ping['ping'] === 'UP' || ping['pinged'] === 'UP' || ping['responding'] === true)),
		...(release !== undefined && {release}),
	};
};

/** A partition, as far as it decides whether a job can run in it. */
export type SlurmPartition = {
	readonly states: readonly string[];
	/** Minutes; absent where there is no limit. */
	readonly mostMinutes?: number;
};

const getMinutes = (value: unknown): number | undefined => {
	const minutes = isRecord(value) ? (value['set'] === true && value['infinite'] !== true ? value['number'] : undefined) : value;
	return typeof minutes === 'number' && minutes >= 0 ? minutes : undefined;
};

/** Reads a partition, in the form of v0.0.36 to v0.0.38 and in the one of later versions; `undefined` when there is none of that name. */
export const findPartition = async ({ask}: SlurmClient, name: string, signal?: AbortSignal): Promise<SlurmPartition | undefined> => {
	try {
		const {partitions} = await ask({method: 'GET', path: `/partition/${encodeURIComponent(name)}`, purpose: `read the partition ${name}`}, signal);
		const partition: unknown = Array.isArray(partitions) ? partitions[0] : undefined;
		if (!isRecord(partition)) {
			return undefined;
		}

		const {maximums, partition: inner} = partition;
		const state = isRecord(inner) ? inner['state'] : partition['state'];
		const mostMinutes = getMinutes(isRecord(maximums) ? maximums['time'] : partition['max_time_limit']);
		return {states: [state].flat().filter(word => typeof word === 'string'), ...(mostMinutes !== undefined && {mostMinutes})};
	} catch (error) {
		if (error instanceof SlurmError && error.number === faults.invalidPartition) {
			return undefined;
		}

		throw error;
	}
};
