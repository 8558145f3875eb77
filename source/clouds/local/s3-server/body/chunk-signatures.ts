import {createHash} from 'node:crypto';
import {hashHex, isSameText, type Proof, signLines} from '../authenticate/sign.js';
import {S3Error} from '../s3-error.js';

/** Checks the chain of signatures in a `STREAMING-AWS4-HMAC-SHA256-PAYLOAD` body; each one signs the one before. */
export type ChunkSignatures = {
	readonly update: (bytes: Uint8Array) => void;
	/** Ends a chunk. */
	readonly checkChunk: (signature: string) => void;
	/** `trailers` as sent, each line ended by a newline. */
	readonly checkTrailers: (trailers: string, signature: string) => void;
};

const emptyHash = hashHex('');

/** Starts from the signature of the request itself. */
export const createChunkSignatures = (proof: Proof): ChunkSignatures => {
	let previous = proof.signature;
	let hash = createHash('sha256');
	const check = (given: string, expected: string): void => {
		if (!isSameText(given, expected)) {
			throw new S3Error(403, 'SignatureDoesNotMatch', 'The signature of a chunk does not match the one we calculated.');
		}

		previous = expected;
	};

	return {
		update(bytes) {
			hash.update(bytes);
		},
		checkChunk(signature) {
			const chunkHash = hash.digest('hex');
			hash = createHash('sha256');
			check(signature, signLines(proof.signingKey, 'AWS4-HMAC-SHA256-PAYLOAD', proof, [previous, emptyHash, chunkHash]));
		},
		checkTrailers(trailers, signature) {
			check(signature, signLines(proof.signingKey, 'AWS4-HMAC-SHA256-TRAILER', proof, [previous, hashHex(trailers)]));
		},
	};
};
