import {Buffer} from 'node:buffer';
import {createHash, createHmac, timingSafeEqual} from 'node:crypto';
import {type S3Request} from '../request/parse-request.js';
import {encodePath, encodeStrictly} from '../request/percent-encoding.js';

/** What a SigV4 signature is made for: the moment and `date/region/s3/aws4_request`. */
export type SigningScope = {
	/** `YYYYMMDDTHHMMSSZ`. */
	readonly amzDate: string;
	readonly scope: string;
};

/** The one key pair that this server accepts. */
export type Credentials = {
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
};

/** What the signature promises about the body, and what the chunks of a streamed one are signed with. */
export type Proof = SigningScope & {
	/** A SHA-256, `UNSIGNED-PAYLOAD` or one of the `STREAMING-…` kinds. */
	readonly payloadHash: string;
	readonly signature: string;
	readonly signingKey: Uint8Array;
};

/** SHA-256 in hexadecimal. Header values are Latin-1 in Node, byte for byte what the client sent. */
export const hashHex = (content: string | Uint8Array): string =>
	createHash('sha256').update(typeof content === 'string' ? Buffer.from(content, 'latin1') : content).digest('hex');

const hmac = (key: string | Uint8Array, text: string): Uint8Array => createHmac('sha256', key).update(text).digest();

/** The key of one day, region and service. */
export const deriveSigningKey = (secretAccessKey: string, scope: string): Uint8Array => {
	let key: string | Uint8Array = `AWS4${secretAccessKey}`;
	for (const part of scope.split('/')) {
		key = hmac(key, part);
	}

	return key as Uint8Array;
};

/** Signs the lines that follow algorithm, moment and scope. */
export const signLines = (signingKey: Uint8Array, algorithm: string, {amzDate, scope}: SigningScope, lines: readonly string[]): string =>
	Buffer.from(hmac(signingKey, [algorithm, amzDate, scope, ...lines].join('\n'))).toString('hex');

const compareBytes = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));

const canonicalQuery = (request: S3Request): string => request.parameters
	.filter(([name]) => name !== 'X-Amz-Signature')
	.map(([name, value]) => [encodeStrictly(name), encodeStrictly(value)] as const)
	.toSorted(([leftName, leftValue], [rightName, rightValue]) => compareBytes(leftName, rightName) || compareBytes(leftValue, rightValue))
	.map(pair => pair.join('='))
	.join('&');

const canonicalHeader = (request: S3Request, name: string): string => {
	const value = request.headers.get(name) ?? '';
	return `${name}:${value.trim().replaceAll(/ +/g, ' ')}`;
};

/** The text a client signs for a request (AWS documentation, "Create a canonical request"). */
export const renderCanonicalRequest = (request: S3Request, signedHeaders: readonly string[], payloadHash: string): string => [
	request.method,
	encodePath(request.path),
	canonicalQuery(request),
	...signedHeaders.map(name => canonicalHeader(request, name)),
	'',
	signedHeaders.join(';'),
	payloadHash,
].join('\n');

/** Compares without telling by its duration where two texts differ. */
export const isSameText = (left: string, right: string): boolean =>
	timingSafeEqual(createHash('sha256').update(left).digest(), createHash('sha256').update(right).digest());
