import {createAttribution} from '../../core/files/attribute-files.js';
import {createReaderFinder} from '../../core/files/find-readers.js';
import {listFilePrefixes} from '../../core/files/list-prefixes.js';
import {type ReadFile, type StoredFile, type WrittenFile} from '../../core/files/stored-file.js';
import {type WorkflowDocument} from '../../core/workflow/document.js';
import {type Bucket} from '../../ports/bucket.js';
import {type Cloud} from '../../ports/cloud.js';
import {describeError} from '../monitor/describe-error.js';
import {forEachAtMost} from '../monitor/for-each-at-most.js';
import {readWork, type ReadWorkOptions} from './read-work.js';

export type ListFilesOptions = Omit<ReadWorkOptions, 'logBucket' | 'doneBucket'> & {
	readonly cloud: Pick<Cloud, 'logBucket' | 'doneBucket' | 'openStore'>;
	/** Where else to look, as asked for; an empty one is the whole bucket. */
	readonly morePrefixes?: readonly string[];
	/** So many objects are looked at below a prefix. @default 100000 */
	readonly objectLimit?: number;
};

/** What a run wrote, and where it was looked for. */
export type RunFiles = {
	/** By store and key. */
	readonly files: readonly WrittenFile[];
	/** What its nodes seem to have read, in no order; the run's own files are among them. */
	readonly reads: readonly ReadFile[];
	/** Below these it was looked, in each of the stores. */
	readonly prefixes: readonly string[];
	readonly stores: readonly string[];
	/** What was not looked at, one sentence each. */
	readonly notes: readonly string[];
};

/** How many listings are asked for at once. */
const parallelLists = 4;

const objectLimitByDefault = 100_000;

/** The default store comes first: its failure is one of the whole command. */
const listStores = ({DataStores: stores, DefaultDataStore: first}: WorkflowDocument): readonly string[] => [...new Set([first, ...Object.keys(stores)])];

/** A data store of a run's document; nothing where the cloud has none of that name. */
export const openFileStore = ({openStore: open, logBucket, doneBucket}: ListFilesOptions['cloud'], name: string): Bucket | undefined =>
	open?.(name) ?? [doneBucket, logBucket].find(bucket => bucket.name === name);

const compareTexts = (a: string, b: string): number => a === b ? 0 : (a < b ? -1 : 1);

const describePrefix = (prefix: string): string => prefix === '' ? 'the whole bucket' : JSON.stringify(prefix);

type Look = {
	readonly prefixes: readonly string[];
	readonly invocationId: string;
	readonly limit: number;
	readonly take: (file: StoredFile) => void;
	readonly note: (sentence: string) => void;
};

/** Looks below every prefix of a store; below one of too many objects at the first of them, and at the run's own folder. */
const lookInto = async (bucket: Bucket, {prefixes, invocationId, limit, take, note}: Look): Promise<void> => {
	const look = async (prefix: string): Promise<boolean> => {
		// One more, to see whether there are more.
		const objects = await bucket.list(prefix, {atMost: limit + 1});
		for (const object of objects.slice(0, limit)) {
			take({store: bucket.name, ...object});
		}

		return objects.length > limit;
	};

	await forEachAtMost(parallelLists, prefixes, async prefix => {
		if (await look(prefix)) {
			await look(prefix + invocationId);
			note(`Only the first ${limit} objects below ${describePrefix(prefix)} in data store ${bucket.name}, and those whose keys go on with the InvocationID, were looked at.`);
		}
	});
};

/**
Finds the files that an invocation wrote: it looks below the prefixes that the document's arguments name, in every store, and nowhere else.

A store other than the default one that cannot be listed is a note; throws what the others throw.
*/
export const listFiles = async (options: ListFilesOptions): Promise<RunFiles> => {
	const {workflow: {document}, invocation, cloud, morePrefixes = [], objectLimit: limit = objectLimitByDefault} = options;
	const {prefixes: named, omitted} = listFilePrefixes(document, invocation.id);
	const prefixes = [...new Set([...named, ...morePrefixes])];
	const work = await readWork({...options, logBucket: cloud.logBucket, doneBucket: cloud.doneBucket});
	const attribute = createAttribution({document, invocationId: invocation.id, work});
	const findReaders = createReaderFinder({document, work});
	const found = new Map<string, WrittenFile>();
	const reads = new Map<string, ReadFile>();
	const notes: string[] = omitted === 0 ? [] : [`The arguments name ${omitted} more prefixes, which were not looked at.`];
	const take = (file: StoredFile): void => {
		const name = `${file.store}/${file.key}`;
		const written = attribute(file);
		if (written !== undefined) {
			found.set(name, written);
		}

		const readers = findReaders(file, written?.nodes ?? []);
		if (readers.length > 0) {
			reads.set(name, {...file, readers});
		}
	};

	const note = (sentence: string): void => {
		notes.push(sentence);
	};

	const stores = listStores(document);
	for (const store of stores) {
		const bucket = openFileStore(cloud, store);
		try {
			// One store after the other: each may be slow, or away.
			await (bucket === undefined ? undefined : lookInto(bucket, {prefixes, invocationId: invocation.id, limit, take, note}));
		} catch (error) {
			if (store === document.DefaultDataStore) {
				throw error;
			}

			note(`Data store ${store} was not looked at: ${describeError(error)}`);
		}
	}

	const files = [...found.values()].toSorted((a, b) => stores.indexOf(a.store) - stores.indexOf(b.store) || compareTexts(a.key, b.key));
	return {files, reads: [...reads.values()], prefixes, stores, notes};
};
