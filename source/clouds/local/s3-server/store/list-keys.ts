import {compareKeys, findFirst} from './key-order.js';

/** Which keys a page of a listing shows. */
export type ListQuery = {
	readonly prefix: string;
	readonly delimiter: string;
	/** Only what comes after this key. */
	readonly after: string;
	/** Only what comes after every key with this prefix: a page that ended with a rolled-up prefix goes on from there. */
	readonly afterPrefix: string;
	readonly maxKeys: number;
};

/** A page in byte order. Keys and rolled-up prefixes count alike. */
export type KeyPage = {
	readonly keys: readonly string[];
	readonly commonPrefixes: readonly string[];
	readonly isTruncated: boolean;
	/** Where the next page goes on. */
	readonly last: Pick<ListQuery, 'after' | 'afterPrefix'>;
};

const findEndOfPrefix = (keys: readonly string[], prefix: string): number =>
	findFirst(keys, key => compareKeys(key, prefix) > 0 && !key.startsWith(prefix));

const findStart = (keys: readonly string[], {prefix, after, afterPrefix}: ListQuery): number => Math.max(
	findFirst(keys, key => compareKeys(key, prefix) >= 0),
	after === '' ? 0 : findFirst(keys, key => compareKeys(key, after) > 0),
	afterPrefix === '' ? 0 : findEndOfPrefix(keys, afterPrefix),
);

const getCommonPrefix = (key: string, {prefix, delimiter}: ListQuery): string | undefined => {
	const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
	return end === -1 ? undefined : key.slice(0, end + delimiter.length);
};

/** Picks a page out of the sorted keys of a bucket. */
export const listKeys = (sorted: readonly string[], query: ListQuery): KeyPage => {
	const keys: string[] = [];
	const commonPrefixes: string[] = [];
	let last = {after: '', afterPrefix: ''};
	let index = findStart(sorted, query);
	const hasMore = (): boolean => sorted[index]?.startsWith(query.prefix) ?? false;
	while (hasMore() && keys.length + commonPrefixes.length < query.maxKeys) {
		const key = sorted[index]!;
		const commonPrefix = getCommonPrefix(key, query);
		if (commonPrefix === undefined) {
			keys.push(key);
			last = {after: key, afterPrefix: ''};
			index++;
		} else {
			commonPrefixes.push(commonPrefix);
			last = {after: '', afterPrefix: commonPrefix};
			index = findEndOfPrefix(sorted, commonPrefix);
		}
	}

	return {
		keys, commonPrefixes, last, isTruncated: query.maxKeys > 0 && hasMore(),
	};
};
