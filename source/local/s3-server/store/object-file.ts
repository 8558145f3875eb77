import {Buffer} from 'node:buffer';
import {
	closeSync, fstatSync, openSync, readSync,
} from 'node:fs';
import {type StoredObject} from './stored-object.js';

/*
An object is one file: its bytes, then a footer of JSON, the footer's length and a mark.
One rename therefore replaces content and metadata together, and byte n of the object is byte n of the file.
*/
const mark = 'faasr-s3';
const endBytes = 4 + mark.length;
const maxFooterBytes = 1024 * 1024;

/** What follows the bytes of an object in its file. */
export const renderFooter = (object: StoredObject): Uint8Array => {
	const json = Buffer.from(JSON.stringify(object));
	const end = Buffer.alloc(endBytes);
	end.writeUInt32BE(json.length);
	end.write(mark, 4);
	return Buffer.concat([json, end]);
};

const readAt = (fd: number, position: number, lengthBytes: number): Buffer => { // eslint-disable-line @typescript-eslint/no-restricted-types -- reads numbers and text
	const bytes = Buffer.alloc(lengthBytes);
	readSync(fd, bytes, 0, lengthBytes, position);
	return bytes;
};

const parseFooter = (fd: number): StoredObject | undefined => {
	const {size} = fstatSync(fd);
	if (size < endBytes) {
		return undefined;
	}

	const end = readAt(fd, size - endBytes, endBytes);
	const jsonBytes = end.readUInt32BE();
	const contentBytes = size - endBytes - jsonBytes;
	if (end.toString('latin1', 4) !== mark || jsonBytes > maxFooterBytes || contentBytes < 0) {
		return undefined;
	}

	const object = JSON.parse(readAt(fd, contentBytes, jsonBytes).toString()) as StoredObject;
	return object.sizeBytes === contentBytes ? object : undefined;
};

/** Reads the metadata of an object's file; `undefined` for a file that this server did not write. */
export const readObjectFile = (path: string): StoredObject | undefined => {
	const fd = openSync(path, 'r');
	try {
		return parseFooter(fd);
	} catch (error) {
		if (error instanceof SyntaxError) {
			return undefined;
		}

		throw error;
	} finally {
		closeSync(fd);
	}
};
