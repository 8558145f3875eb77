import {type Preview} from '../../core/preview/preview.js';
import {createPreview} from '../../core/preview/create-preview.js';
import {findTypeOfName} from '../../core/preview/file-type.js';
import {type WrittenFile} from '../../core/files/stored-file.js';
import {type Bucket} from '../../ports/bucket.js';
import {describeError} from '../monitor/describe-error.js';
import {forEachAtMost} from '../monitor/for-each-at-most.js';
import {listFiles, openFileStore, type ListFilesOptions} from './list-files.js';
import {readPreview, type ReadPreview} from './read-preview.js';

/** So many files are read; the others are listed. */
const mostPreviews = 60;

/** A picture of more is told by its size (bytes). */
const mostPictureBytes = 1_000_000;

/** All pictures together (bytes): a page holds them a third longer. */
const mostBytes = 2_000_000;

/** How many are read at once. */
const parallelReads = 6;

/** A file of the run, and what of it can be shown. */
export type ReadFile = {
	readonly file: WrittenFile;
	/** Absent for one that was not read. */
	readonly preview?: Preview;
	/** Of a picture that is to be shown. */
	readonly picture?: Uint8Array;
	/** Why it was not read, where that was tried. */
	readonly failure?: string;
};

/** What a run wrote, as far as it could be read. */
export type ReadRunFiles = {
	readonly files: readonly ReadFile[];
	/** What was not looked at or read, one sentence each. */
	readonly notes: readonly string[];
};

export type ReadRunFilesOptions = ListFilesOptions & {
	/** Ends the reading: what is there by then is given. Its reason is told. */
	readonly signal: AbortSignal;
};

const isPicture = ({key}: WrittenFile): boolean => ['png', 'jpeg'].includes(findTypeOfName(key)?.form ?? '');

/** Pictures say the most, and small files are read at once. */
const chooseFiles = (files: readonly WrittenFile[]): readonly WrittenFile[] =>
	files.toSorted((a, b) => Number(isPicture(b)) - Number(isPicture(a)) || a.sizeBytes - b.sizeBytes).slice(0, mostPreviews);

/** Of a picture that is too large its size in pixels is read all the same. */
const readOne = async (bucket: Bucket, file: WrittenFile): Promise<ReadPreview> => {
	if (file.sizeBytes <= mostPictureBytes || !isPicture(file)) {
		return readPreview(bucket, file);
	}

	const {bytes = new Uint8Array(0)} = await bucket.read(file.key, {maxBytes: 4096}) ?? {};
	return {preview: createPreview({key: file.key, bytes, sizeBytes: file.sizeBytes}), bytes};
};

const createReader = (options: ReadRunFilesOptions) => {
	const read = new Map<WrittenFile, ReadFile>();
	const notes: string[] = [];
	let files: readonly WrittenFile[] = [];
	let pictureBytes = 0;
	const take = (file: WrittenFile, {preview, bytes}: ReadPreview): ReadFile => {
		const isShown = preview.kind === 'picture' && !preview.isCut && pictureBytes + bytes.length <= mostBytes;
		pictureBytes += isShown ? bytes.length : 0;
		return {file, preview, ...(isShown && {picture: bytes})};
	};

	return {
		async work(): Promise<void> {
			const found = await listFiles(options);
			({files} = found);
			notes.push(...found.notes);
			await forEachAtMost(parallelReads, chooseFiles(files), async file => {
				const bucket = openFileStore(options.cloud, file.store);
				if (options.signal.aborted || bucket === undefined) {
					return 'stop';
				}

				try {
					read.set(file, take(file, await readOne(bucket, file)));
				} catch (error) {
					read.set(file, {file, failure: describeError(error)});
				}

				return undefined;
			});
		},
		/** As far as it is. */
		getFiles: (): ReadRunFiles => ({files: files.map(file => read.get(file) ?? {file}), notes: [...notes]}),
	};
};

const rejectOnAbort = async (signal: AbortSignal): Promise<never> => new Promise((_resolve, reject) => {
	const fail = (): void => {
		reject(signal.reason as Error);
	};

	signal.addEventListener('abort', fail, {once: true});
	if (signal.aborted) {
		fail();
	}
});

/** Lists what a run wrote, and reads of the files what a page shows of them: the beginnings of texts and tables, and small pictures as a whole. Never throws: what cannot be read is told in `notes`. */
export const readRunFiles = async (options: ReadRunFilesOptions): Promise<ReadRunFiles> => {
	const {work, getFiles} = createReader(options);
	try {
		await Promise.race([work(), rejectOnAbort(options.signal)]);
		return getFiles();
	} catch (error) {
		const {files, notes} = getFiles();
		return {files, notes: [...notes, `${files.length === 0 ? 'The files of the run' : 'Some files'} could not be read: ${describeError(error)}`]};
	}
};
