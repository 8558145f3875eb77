import {type Proof} from '../authenticate/sign.js';
import {S3Error} from '../s3-error.js';
import {createByteReader, type ByteReader} from './byte-reader.js';
import {createChunkSignatures, type ChunkSignatures} from './chunk-signatures.js';

type Trailers = ReadonlyMap<string, string>;

const maxLineBytes = 4096;
const maxTrailerCount = 32;

const incomplete = (): S3Error => new S3Error(400, 'IncompleteBody', 'The body ended before its last chunk or is not framed as aws-chunked.');

const parseChunkHeader = (line: string | undefined): {readonly sizeBytes: number; readonly signature: string} => {
	const groups = /^(?<size>[\da-f]{1,12})(?:;chunk-signature=(?<signature>[\da-f]{64}))?$/i.exec(line ?? '')?.groups;
	if (groups === undefined) {
		throw incomplete();
	}

	return {sizeBytes: Number.parseInt(groups['size']!, 16), signature: groups['signature'] ?? ''};
};

const readTrailers = async (reader: ByteReader, signatures: ChunkSignatures | undefined): Promise<Trailers> => {
	const trailers = new Map<string, string>();
	let signedText = '';
	let signature: string | undefined;
	// Some clients leave out the empty line at the very end.
	for (let line = await reader.readLine(maxLineBytes); line !== undefined && line !== ''; line = await reader.readLine(maxLineBytes)) {
		const [name = '', ...rest] = line.split(':');
		const value = rest.join(':').trim();
		if (name.toLowerCase() === 'x-amz-trailer-signature') {
			signature = value;
		} else if (trailers.size === maxTrailerCount) {
			throw new S3Error(400, 'MalformedTrailerError', 'The body has too many trailers.');
		} else {
			trailers.set(name.toLowerCase(), value);
			signedText += `${name.toLowerCase()}:${value}\n`;
		}
	}

	if (signatures !== undefined && (signature !== undefined || trailers.size > 0)) {
		signatures.checkTrailers(signedText, signature ?? '');
	}

	return trailers;
};

async function * readChunk(reader: ByteReader, sizeBytes: number, signatures: ChunkSignatures | undefined) {
	for (let left = sizeBytes; left > 0;) {
		const piece = await reader.readSome(left);
		if (piece === undefined) {
			throw incomplete();
		}

		left -= piece.length;
		signatures?.update(piece);
		yield piece;
	}

	if (sizeBytes > 0 && await reader.readLine(0) === undefined) {
		throw incomplete();
	}
}

/** Takes the framing off an aws-chunked body and checks the chunk signatures where the client promised them. */
export async function * decodeAwsChunked(
	source: AsyncIterable<Uint8Array>,
	proof: Proof,
	onTrailers: (trailers: Trailers) => void,
): AsyncGenerator<Uint8Array> {
	const signatures = proof.payloadHash.startsWith('STREAMING-AWS4-HMAC-SHA256-PAYLOAD') ? createChunkSignatures(proof) : undefined;
	const reader = createByteReader(source);
	let header;
	do {
		header = parseChunkHeader(await reader.readLine(maxLineBytes));
		yield * readChunk(reader, header.sizeBytes, signatures);
		signatures?.checkChunk(header.signature);
	} while (header.sizeBytes > 0);

	onTrailers(await readTrailers(reader, signatures));
}
