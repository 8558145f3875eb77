import {Buffer} from 'node:buffer';
import {closeSync, createReadStream, readSync} from 'node:fs';
import {Readable} from 'node:stream';

const smallBytes = 256 * 1024;

/** Reads part of an open object and closes it: small parts at once, larger ones as a stream. */
export const readContent = (fd: number, startByte: number, lengthBytes: number): Readable | Uint8Array => {
	if (lengthBytes > smallBytes) {
		return createReadStream('', {
			fd, start: startByte, end: startByte + lengthBytes - 1, highWaterMark: smallBytes,
		});
	}

	try {
		const bytes = Buffer.alloc(lengthBytes);
		const readBytes = lengthBytes === 0 ? 0 : readSync(fd, bytes, 0, lengthBytes, startByte);
		if (readBytes !== lengthBytes) {
			throw new Error('The file of an object is shorter than its metadata says.');
		}

		return bytes;
	} finally {
		closeSync(fd);
	}
};

/** The same as chunks. */
export const iterateContent = (fd: number, startByte: number, lengthBytes: number): AsyncIterable<Uint8Array> => {
	const content = readContent(fd, startByte, lengthBytes);
	return content instanceof Readable ? content as AsyncIterable<Uint8Array> : Readable.from([content]);
};
