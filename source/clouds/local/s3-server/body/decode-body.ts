import {createHash} from 'node:crypto';
import {isSameText, type Proof} from '../authenticate/sign.js';
import {type S3Request} from '../request/parse-request.js';
import {S3Error} from '../s3-error.js';
import {decodeAwsChunked} from './aws-chunked.js';
import {createChecksum, findChecksumNames, type Checksums} from './checksums.js';

/** The content a client sends. */
export type RequestBody = {
	/** The bytes without framing. Reading to the end checks length, hashes and signatures, and throws what S3 would answer. */
	readonly chunks: AsyncIterable<Uint8Array>;
	/** The checksums the client gave, once `chunks` has ended well. */
	readonly checksums: () => Checksums;
};

const hexHash = /^[\da-f]{64}$/i;

const getLengthBytes = ({headers}: S3Request, isChunked: boolean): number => {
	const text = headers.get(isChunked ? 'x-amz-decoded-content-length' : 'content-length');
	if (text === undefined && (isChunked || headers.has('transfer-encoding'))) {
		throw new S3Error(411, 'MissingContentLength', 'You must provide the length of the content.');
	}

	if (text !== undefined && !/^\d{1,15}$/.test(text)) {
		throw new S3Error(400, 'InvalidArgument', 'The content length is not a number.');
	}

	return Number(text ?? 0);
};

const checkPayloadKind = (payloadHash: string): void => {
	const isKnown = hexHash.test(payloadHash)
		|| ['UNSIGNED-PAYLOAD', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER'].includes(payloadHash);
	if (!isKnown) {
		throw new S3Error(400, 'InvalidArgument', 'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING kind or a valid sha256 value.');
	}
};

const badDigest = (what: string): S3Error => new S3Error(400, 'BadDigest', `The ${what} you specified did not match the calculated checksum.`);

const createSums = ({headers}: S3Request) => {
	const declared = (headers.get('x-amz-trailer') ?? '').toLowerCase().split(',').map(name => name.trim());
	const names = new Set([...findChecksumNames(headers.keys()), ...findChecksumNames(declared)]);
	const sums = new Map([...names].map(name => [name, createChecksum(name)]));
	const contentMd5 = headers.has('content-md5') ? createChecksum('md5') : undefined;
	return {
		update(bytes: Uint8Array): void {
			for (const sum of sums.values()) {
				sum.update(bytes);
			}

			contentMd5?.update(bytes);
		},
		check(trailers: ReadonlyMap<string, string>): Checksums {
			if (contentMd5 !== undefined && contentMd5.digest() !== headers.get('content-md5')) {
				throw badDigest('Content-MD5');
			}

			const checked: Record<string, string> = {};
			for (const [name, sum] of sums) {
				const given = headers.get(`x-amz-checksum-${name}`) ?? trailers.get(`x-amz-checksum-${name}`);
				checked[name] = sum.digest();
				if (given === undefined) {
					throw new S3Error(400, 'MalformedTrailerError', `The trailer x-amz-checksum-${name} was announced but not sent.`);
				}

				if (given !== checked[name]) {
					throw badDigest(name.toUpperCase());
				}
			}

			return checked;
		},
	};
};

/** Opens the body of an authenticated request. Nothing is kept in memory. */
export const decodeBody = (request: S3Request, proof: Proof): RequestBody => {
	checkPayloadKind(proof.payloadHash);
	const isChunked = proof.payloadHash.startsWith('STREAMING-');
	const lengthBytes = getLengthBytes(request, isChunked);
	const sums = createSums(request);
	let trailers: ReadonlyMap<string, string> = new Map();
	let checksums: Checksums = {};
	// A refused body must not take the connection with it: the refusal still has to be answered.
	const raw: AsyncIterable<Uint8Array> = request.message.iterator({destroyOnReturn: false});
	const source = isChunked
		? decodeAwsChunked(raw, proof, sent => {
			trailers = sent;
		})
		: raw;

	async function * verify() {
		const payload = hexHash.test(proof.payloadHash) ? createHash('sha256') : undefined;
		let sizeBytes = 0;
		for await (const bytes of source) {
			sizeBytes += bytes.length;
			if (sizeBytes > lengthBytes) {
				break;
			}

			payload?.update(bytes);
			sums.update(bytes);
			yield bytes;
		}

		if (sizeBytes !== lengthBytes) {
			throw new S3Error(400, 'IncompleteBody', 'You did not provide the number of bytes specified by the content length.');
		}

		if (payload !== undefined && !isSameText(payload.digest('hex'), proof.payloadHash.toLowerCase())) {
			throw new S3Error(400, 'XAmzContentSHA256Mismatch', 'The provided x-amz-content-sha256 does not match what was computed.');
		}

		checksums = sums.check(trailers);
	}

	return {chunks: verify(), checksums: () => checksums};
};
