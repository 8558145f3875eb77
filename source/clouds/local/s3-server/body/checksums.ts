import {Buffer} from 'node:buffer';
import {createHash} from 'node:crypto';
import {crc32} from 'node:zlib';
import {S3Error} from '../s3-error.js';
import {crc32c} from './crc32c.js';

/** Base64 values by algorithm, `crc32` and the like. */
export type Checksums = Readonly<Record<string, string>>;

type Checksum = {
	readonly update: (bytes: Uint8Array) => void;
	readonly digest: () => string;
};

const createCrc = (compute: (bytes: Uint8Array, previous: number) => number) => (): Checksum => {
	let crc = 0;
	return {
		update(bytes) {
			crc = compute(bytes, crc);
		},
		digest() {
			const bytes = Buffer.alloc(4);
			bytes.writeUInt32BE(crc);
			return bytes.toString('base64');
		},
	};
};

const createDigest = (algorithm: string) => (): Checksum => {
	const hash = createHash(algorithm);
	return {
		update(bytes) {
			hash.update(bytes);
		},
		digest: () => hash.digest('base64'),
	};
};

const algorithms: ReadonlyMap<string, () => Checksum> = new Map([
	['crc32', createCrc((bytes, previous) => crc32(bytes, previous))],
	['crc32c', createCrc(crc32c)],
	['sha1', createDigest('sha1')],
	['sha256', createDigest('sha256')],
	['md5', createDigest('md5')],
]);

const prefix = 'x-amz-checksum-';

/** Names of the S3 checksums among some headers or trailers; `algorithm`, `type` and `mode` are not checksums. */
export const findChecksumNames = (headerNames: Iterable<string>): readonly string[] => [...headerNames]
	.filter(name => name.startsWith(prefix))
	.map(name => name.slice(prefix.length))
	.filter(name => !['algorithm', 'type', 'mode'].includes(name));

/** A checksum to compute; one this server cannot compute is refused rather than believed. */
export const createChecksum = (name: string): Checksum => {
	const create = algorithms.get(name);
	if (create === undefined) {
		throw new S3Error(501, 'NotImplemented', `Checksums of the kind ${name} are not supported by this server.`);
	}

	return create();
};

/** The response headers that repeat stored checksums. */
export const renderChecksumHeaders = (checksums: Checksums): Record<string, string> =>
	Object.fromEntries(Object.entries(checksums).map(([name, value]) => [`${prefix}${name}`, value]));
