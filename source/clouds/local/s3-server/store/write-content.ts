import {Buffer} from 'node:buffer';
import {createHash, randomUUID} from 'node:crypto';
import {open, rm, type FileHandle} from 'node:fs/promises';
import path from 'node:path';

/** Bytes on disk that are not an object yet. */
export type DraftFile = {
	readonly path: string;
	readonly sizeBytes: number;
	/** MD5 of the bytes in hexadecimal. */
	readonly md5: string;
};

const flushBytes = 256 * 1024;

const writeAll = async (file: FileHandle, pieces: readonly Uint8Array[]): Promise<void> => {
	const bytes = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
	for (let written = 0; written < bytes.length;) {
		const {bytesWritten} = await file.write(bytes, written);
		written += bytesWritten;
	}
};

const copyInto = async (file: FileHandle, chunks: AsyncIterable<Uint8Array>) => {
	const hash = createHash('md5');
	let pending: Uint8Array[] = [];
	let pendingBytes = 0;
	let sizeBytes = 0;
	for await (const chunk of chunks) {
		hash.update(chunk);
		sizeBytes += chunk.length;
		pendingBytes += chunk.length;
		pending.push(chunk);
		if (pendingBytes >= flushBytes) {
			await writeAll(file, pending);
			pending = [];
			pendingBytes = 0;
		}
	}

	return {pending, sizeBytes, md5: hash.digest('hex')};
};

/** Writes the chunks into a new file below `folder`. Nothing is left behind when they end in an error. */
export const writeContent = async (folder: string, chunks: AsyncIterable<Uint8Array>): Promise<DraftFile> => {
	const draftPath = path.join(folder, randomUUID());
	const file = await open(draftPath, 'wx', 0o600);
	try {
		const {pending, ...content} = await copyInto(file, chunks);
		if (pending.length > 0) {
			await writeAll(file, pending);
		}

		await file.close();
		return {path: draftPath, ...content};
	} catch (error) {
		await file.close();
		await rm(draftPath, {force: true});
		throw error;
	}
};
