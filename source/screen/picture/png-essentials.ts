import {Buffer} from 'node:buffer';
import {constants, inflateSync} from 'node:zlib';

/** What decides how a PNG looks; profiles and texts, which may be packed as well, are left out. */
const essential = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);

type Chunk = {readonly type: string; readonly data: Uint8Array; readonly whole: Uint8Array};

const signatureLength = 8;
/** Length and type before the data of a chunk, a checksum after it (PNG 5.3). */
const [headLength, tailLength] = [8, 4];

const openView = ({buffer, byteOffset, byteLength}: Uint8Array): DataView => new DataView(buffer, byteOffset, byteLength);

/** The chunks of a PNG up to its end. Throws when there is none. */
const readChunks = (bytes: Uint8Array): readonly Chunk[] => {
	const view = openView(bytes);
	const chunks: Chunk[] = [];
	for (let at = signatureLength; at + headLength + tailLength <= bytes.length;) {
		const start = at + headLength;
		const dataEnd = start + view.getUint32(at);
		const type = String.fromCodePoint(...bytes.subarray(at + 4, start));
		at = dataEnd + tailLength;
		chunks.push({type, data: bytes.subarray(start, dataEnd), whole: bytes.subarray(start - headLength, at)});
		if (type === 'IEND' && at <= bytes.length) {
			return chunks;
		}
	}

	throw new Error('it ends too soon');
};

type Head = {readonly width: number; readonly height: number; readonly depth: number; readonly color: number; readonly isInterlaced: boolean};

/** The first chunk (PNG 11.2.2). */
const readHead = ([first]: readonly Chunk[]): Head => {
	if (first?.type !== 'IHDR' || first.data.length !== 13) {
		throw new Error('it has no head');
	}

	const view = openView(first.data);
	return {width: view.getUint32(0), height: view.getUint32(4), depth: view.getUint8(8), color: view.getUint8(9), isInterlaced: view.getUint8(12) === 1};
};

/** Bytes of the picture before it was packed: a filter and the samples of each row; no more than twice as many where it is interlaced (PNG 8.2). */
const countRawBytes = ({width, height, depth, color}: Head): number => {
	// Samples of a pixel by the type of its colour.
	const samples = [1, 0, 3, 1, 2, 0, 4][color] ?? 4;
	return 2 * (height + 8) * (1 + Math.ceil(width * depth * samples / 8));
};

/**
A PNG with nothing but what decides how it looks, which a decoder can unpack without harm: no more comes out than its size says.

Throws when it is broken. Decoders unpack whatever is there, and a few kB can be packed GBs.
*/
export const keepEssentials = (png: Uint8Array): Uint8Array => {
	const chunks = readChunks(png).filter(({type}) => essential.has(type));
	const head = readHead(chunks);
	if (head.isInterlaced && head.depth < 8) {
		throw new Error('interlaced pictures of fewer than 8 bits are not shown');
	}

	const packed = Buffer.concat(chunks.filter(({type}) => type === 'IDAT').map(({data}) => data));
	// What is missing at the end is the decoder's to tell.
	inflateSync(packed, {maxOutputLength: countRawBytes(head), finishFlush: constants.Z_SYNC_FLUSH});
	return Buffer.concat([png.subarray(0, signatureLength), ...chunks.map(({whole}) => whole)]);
};
