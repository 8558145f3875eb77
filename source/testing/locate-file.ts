import {findFiles} from '../core/files/find-files.js';
import {type WatchedRun} from './watched-run.js';
import {type StoredFile, type StoredFiles} from './stored-files.js';

export type FileLocations = {
	readonly run: WatchedRun;
	readonly files: StoredFiles;
	/** The full keys that a file may have: first the one it should have. */
	readonly getKeys: (file: string) => readonly [string, ...string[]];
};

/** A store's clock and ours may differ by as much (ms). */
const skewMs = 10_000;

/** Files of a folder that all runs share may be of an earlier one. */
const isOfRun = ({modifiedAt}: StoredFile, {store}: WatchedRun): boolean => {
	const {triggeredAt = 0} = store.getSnapshot();
	return modifiedAt >= triggeredAt - skewMs;
};

/** Finds what this run has written of a file: where it should be, else, if it is no older than the run, where functions put it that know no InvocationID. */
export const locateFile = async (file: string, {run, files, getKeys}: FileLocations): Promise<StoredFile | undefined> => {
	const [own, ...others] = getKeys(file);
	const found = await files.find(own);
	if (found !== undefined) {
		return found;
	}

	for (const key of others) {
		const other = await files.find(key);
		if (other !== undefined && isOfRun(other, run)) {
			return other;
		}
	}

	return undefined;
};

const searchedCount = 1000;
const shownCount = 3;

const suggestPrefix = (key: string, file: string, {run: {invocation}}: FileLocations): string =>
	key.slice(0, -file.length).replace(/\/$/u, '').replaceAll(invocation.id, '{InvocationID}');

/** What is in the bucket instead of a file that is missing: the same name elsewhere, and what is in its folder. */
export const describeNeighbours = async (file: string, places: FileLocations): Promise<readonly string[]> => {
	const {files, getKeys, run} = places;
	const [own] = getKeys(file);
	const [keys, all] = await Promise.all([files.listKeys(own.slice(0, own.length - file.length)), files.listKeys('', searchedCount)]);
	const namesakes = all.filter(key => key !== own && (key === file || key.endsWith(`/${file}`))).slice(0, shownCount);
	const hints = await Promise.all(namesakes.map(async key => {
		const found = await files.find(key);
		return found !== undefined && !isOfRun(found, run)
			? `${key} is there, but older than this run`
			: `${key} is there: pass {keyPrefix: '${suggestPrefix(key, file, places)}'}`;
	}));
	const {near} = findFiles(file, all.map(key => ({store: '', key, sizeBytes: 0, etag: ''})));
	const misses = namesakes.length > 0 ? [] : near.filter(key => !keys.includes(key)).slice(0, shownCount).map(key => `${key} is there, with another name`);
	return [...hints, ...misses, ...(keys.length === 0 ? ['Nothing is in its folder'] : ['In its folder are', ...keys])];
};
