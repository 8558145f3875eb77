import {Buffer} from 'node:buffer';
import {crc32, deflateSync} from 'node:zlib';

/** A chunk of a PNG, with its checksum. */
export const createChunk = (type: string, data: Uint8Array): Uint8Array => {
	const chunk = Buffer.alloc(data.length + 12);
	chunk.writeUInt32BE(data.length, 0);
	chunk.write(type, 4, 'latin1');
	chunk.set(data, 8);
	chunk.writeUInt32BE(crc32(chunk.subarray(4, data.length + 8)), data.length + 8);
	return chunk;
};

export type PngParts = {
	readonly width: number;
	readonly height: number;
	readonly depth: number;
	/** PNG 11.2.2: 0 grey, 2 colours, 3 palette, 4 grey and alpha, 6 colours and alpha. */
	readonly color: number;
	readonly isInterlaced?: boolean;
	/** Chunks between the head and the picture. */
	readonly more?: readonly Uint8Array[];
	/** What is packed: for every row its filter, and its samples. */
	readonly rows: readonly number[];
};

/** A PNG made by hand, of any kind. */
export const createPng = ({width, height, depth, color, isInterlaced = false, more = [], rows}: PngParts): Uint8Array => {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([depth, color, 0, 0, isInterlaced ? 1 : 0], 8);
	return Buffer.concat([
		Buffer.from('\u0089PNG\r\n\u001A\n', 'latin1'), createChunk('IHDR', head), ...more, createChunk('IDAT', deflateSync(Uint8Array.from(rows))), createChunk('IEND', new Uint8Array(0)),
	]);
};
