import {createPreview} from '../../core/preview/create-preview.js';
import {type Preview, pictureBytes, previewBytes} from '../../core/preview/preview.js';
import {type StoredFile} from '../../core/files/stored-file.js';
import {type Bucket} from '../../ports/bucket.js';
import {readFilePieces} from './read-file.js';

/** What of a file can be shown, and the bytes it was made of: those of a picture are its pixels. */
export type ReadPreview = {readonly preview: Preview; readonly bytes: Uint8Array};

const join = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
	const whole = new Uint8Array(parts.reduce((sum, {length}) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}

	return whole;
};

/** Reads the beginning of a file, and all of a picture that is not too large. Throws a `FaasrTuiError` with code `unreachable` when it is not any more what was listed. */
export const readPreview = async (bucket: Bucket, file: StoredFile): Promise<ReadPreview> => {
	const {key, sizeBytes} = file;
	let bytes = new Uint8Array(0);
	const look = (length: number): Preview => createPreview({key, bytes: bytes.subarray(0, length), sizeBytes});
	for await (const piece of readFilePieces({bucket, file, pieceBytes: previewBytes, nextPieceBytes: pictureBytes})) {
		bytes = join([bytes, piece.bytes]);
		if (look(previewBytes).kind !== 'picture' || bytes.length >= pictureBytes) {
			break;
		}
	}

	const preview = look(previewBytes);
	return preview.kind === 'picture' ? {preview: look(bytes.length), bytes} : {preview, bytes: bytes.subarray(0, previewBytes)};
};
