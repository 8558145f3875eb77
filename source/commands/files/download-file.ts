import {createHash, type Hash} from 'node:crypto';
import {createReadStream, type Stats} from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import {type StoredFile} from '../../core/files/stored-file.js';
import {refuseLinksOut} from '../../environment/refuse-links.js';
import {FaasrTuiError, isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type Bucket} from '../../ports/bucket.js';
import {readFilePieces} from '../../run/files/read-file.js';

export type Download = {
	readonly bucket: Bucket;
	readonly file: StoredFile;
	/** Absolute. */
	readonly folder: string;
	/** Relative to the folder. */
	readonly name: string;
	readonly onProgress?: (bytes: number) => void;
	/** @default 4 MB */
	readonly pieceBytes?: number;
};

/**
Name of the file that holds what is there of a download so far, beside where it goes: of this version of this object only, so that it is nobody else's file.

A name of its own and not one made of the file's, which may be as long as a name can be.
*/
export const getPartName = ({store, key, sizeBytes, etag, modifiedAt}: StoredFile): string =>
	`.faasr-tui-${createHash('sha256').update(JSON.stringify([store, key, sizeBytes, etag, modifiedAt])).digest('hex').slice(0, 12)}.part`;

/** What is there; nothing where there is no such file. */
export const statIfThere = async (file: string): Promise<Stats | undefined> => {
	try {
		return await fs.stat(file);
	} catch (error) {
		if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) {
			return undefined;
		}

		throw error;
	}
};

const hashFile = async (file: string): Promise<Hash> => {
	const hash = createHash('md5');
	for await (const bytes of createReadStream(file)) {
		hash.update(bytes as Uint8Array);
	}

	return hash;
};

/** Not sure of an encrypted object; then it counts as different. */
const isMd5 = (etag: string): boolean => /^[\da-f]{32}$/u.test(etag);

/** Whether a file is, as far as can be told from the listing, what the store has: by its size, and its MD5 or, where the listing has none, its time. */
export const isSame = async (target: string, stats: Stats, {sizeBytes, etag, modifiedAt}: StoredFile): Promise<boolean> => {
	if (!stats.isFile() || stats.size !== sizeBytes) {
		return false;
	}

	if (!isMd5(etag)) {
		return modifiedAt !== undefined && stats.mtimeMs >= modifiedAt;
	}

	const hash = await hashFile(target);
	return hash.digest('hex') === etag;
};

const findPart = async (part: string, {sizeBytes}: StoredFile): Promise<number> => {
	const stats = await statIfThere(part);
	return stats?.isFile() === true && stats.size <= sizeBytes ? stats.size : 0;
};

type Fetched = {readonly md5: string; readonly expectedMd5: string | undefined};

/** Fetches the rest of a file behind what is there of it. */
const fetchRest = async (part: string, startByte: number, {bucket, file, onProgress, pieceBytes}: Download): Promise<Fetched> => {
	const hash = startByte === 0 ? createHash('md5') : await hashFile(part);
	const handle = await fs.open(part, startByte === 0 ? 'w' : 'a');
	let expectedMd5: string | undefined;
	let at = startByte;
	try {
		for await (const {bytes, md5} of readFilePieces({bucket, file, startByte, ...(pieceBytes !== undefined && {pieceBytes})})) {
			await handle.appendFile(bytes);
			hash.update(bytes);
			expectedMd5 = md5;
			at += bytes.length;
			onProgress?.(at);
		}
	} finally {
		await handle.close();
	}

	return {md5: hash.digest('hex'), expectedMd5};
};

const fetchWhole = async (part: string, download: Download): Promise<void> => {
	const {file} = download;
	const startByte = await findPart(part, file);
	const isDamaged = ({md5, expectedMd5}: Fetched): boolean => expectedMd5 !== undefined && md5 !== expectedMd5;
	// A part that is complete is read again: nothing would tell its checksum.
	const isBegun = startByte > 0 && startByte < file.sizeBytes;
	if (isBegun && !isDamaged(await fetchRest(part, startByte, download))) {
		return;
	}

	// What was there may have been of another object.
	if (isDamaged(await fetchRest(part, 0, download))) {
		await fs.rm(part);
		throw new FaasrTuiError(`${file.key} arrived damaged from data store ${file.store}: its MD5 is another one than its ETag.`, {code: 'unreachable', hint: 'Try again.'});
	}
};

/**
Fetches a file into the folder: into a part first, which a later call goes on with, and all of it is there before it gets its name.

Its size is checked and, where the store tells it, its MD5. Nothing is written outside of the folder, nor through a link out of it.
Throws a `FaasrTuiError`: `usage` when it cannot be written there, `unreachable` when it cannot be read or arrives damaged.
*/
export const downloadFile = async (download: Download): Promise<void> => {
	const {folder, name, file} = download;
	const target = path.join(folder, name);
	const part = path.join(path.dirname(target), getPartName(file));
	refuseLinksOut(target, folder);
	refuseLinksOut(part, folder);
	try {
		await fs.mkdir(path.dirname(target), {recursive: true});
		await fetchWhole(part, download);
		await fs.rename(part, target);
	} catch (error) {
		if (isFaasrTuiError(error)) {
			throw error;
		}

		const {code} = error as NodeJS.ErrnoException;
		throw new FaasrTuiError(`${name} cannot be written (${code ?? String(error)}).`, {code: 'usage', hint: 'Name another folder with -o, or make room.', cause: error});
	}
};
