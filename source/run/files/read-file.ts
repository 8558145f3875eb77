import {type StoredFile} from '../../core/files/stored-file.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type Bucket} from '../../ports/bucket.js';

/** A part of a file, and the MD5 of all of it where the store tells it. */
export type FilePiece = {readonly bytes: Uint8Array; readonly md5?: string};

export type ReadFileOptions = {
	readonly bucket: Bucket;
	/** As it was listed. */
	readonly file: StoredFile;
	/** @default 0 */
	readonly startByte?: number;
	/** How many bytes are asked for at once. @default 4 MB */
	readonly pieceBytes?: number;
	/** The same after the first piece. @default pieceBytes */
	readonly nextPieceBytes?: number;
};

const pieceBytesByDefault = 4_000_000;

const createChangedError = ({key, store}: StoredFile, what: string): FaasrTuiError =>
	new FaasrTuiError(`${key} in data store ${store} ${what}.`, {code: 'unreachable', hint: 'Try again; "faasr-tui files" shows what is there now.'});

/** Reads a file piece by piece, so that little of it is in memory. Throws a `FaasrTuiError` with code `unreachable` when it is not any more what was listed. */
export const readFilePieces = async function * ({bucket, file, startByte = 0, pieceBytes = pieceBytesByDefault, nextPieceBytes = pieceBytes}: ReadFileOptions): AsyncGenerator<FilePiece> {
	let etag: string | undefined;
	for (let at = startByte; at < file.sizeBytes;) {
		const maxBytes = Math.min(at === startByte ? pieceBytes : nextPieceBytes, file.sizeBytes - at);
		const answer = await bucket.read(file.key, {startByte: at, maxBytes});
		if (answer === undefined) {
			throw createChangedError(file, 'is not there any more');
		}

		// A server that ignores ranges gives all of it.
		const bytes = answer.bytes.subarray(at - answer.startByte).subarray(0, file.sizeBytes - at);
		etag ??= answer.etag;
		if (answer.etag !== etag || bytes.length === 0) {
			throw createChangedError(file, 'has changed while it was read');
		}

		at += bytes.length;
		yield {bytes, ...(answer.md5 !== undefined && {md5: answer.md5})};
	}
};
