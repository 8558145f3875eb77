import {S3Error} from '../s3-error.js';
import {type S3Request} from '../request/parse-request.js';

/** What a request says about its signature, in the header form or in the presigned query form. */
export type SignatureClaim = {
	readonly accessKeyId: string;
	/** `date/region/s3/aws4_request`. */
	readonly scope: string;
	readonly amzDate: string;
	readonly signedHeaders: readonly string[];
	readonly signature: string;
	readonly payloadHash: string;
	/** Present on presigned URLs only. */
	readonly expiresSeconds?: number;
};

const algorithm = 'AWS4-HMAC-SHA256';

const malformed = (what: string): S3Error => new S3Error(400, 'AuthorizationHeaderMalformed', `The authorization is malformed: ${what}.`);

const splitCredential = (credential: string): {readonly accessKeyId: string; readonly scope: string} => {
	const match = /^(?<accessKeyId>.+)\/(?<scope>\d{8}\/[^/]+\/s3\/aws4_request)$/.exec(credential);
	if (match === null) {
		throw malformed('the credential must be KEY/YYYYMMDD/REGION/s3/aws4_request');
	}

	return {accessKeyId: match.groups!['accessKeyId']!, scope: match.groups!['scope']!};
};

const readHeaderClaim = ({headers}: S3Request, authorization: string): SignatureClaim => {
	if (!authorization.startsWith(`${algorithm} `)) {
		throw new S3Error(400, 'InvalidRequest', `The authorization mechanism you have provided is not supported. Please use ${algorithm}.`);
	}

	const fields = new Map(authorization.slice(algorithm.length).split(',').map(field => {
		const [name = '', ...value] = field.trim().split('=');
		return [name, value.join('=')];
	}));
	const payloadHash = headers.get('x-amz-content-sha256');
	if (payloadHash === undefined) {
		throw new S3Error(400, 'InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
	}

	return {
		...splitCredential(fields.get('Credential') ?? ''),
		amzDate: headers.get('x-amz-date') ?? '',
		signedHeaders: (fields.get('SignedHeaders') ?? '').split(';'),
		signature: fields.get('Signature') ?? '',
		payloadHash,
	};
};

const maxExpiresSeconds = 604_800;

const readQueryClaim = ({query, headers}: S3Request): SignatureClaim => {
	const expires = query.get('X-Amz-Expires') ?? '';
	if (query.get('X-Amz-Algorithm') !== algorithm || !/^\d+$/.test(expires) || Number(expires) > maxExpiresSeconds) {
		throw new S3Error(400, 'AuthorizationQueryParametersError', `A presigned URL needs X-Amz-Algorithm=${algorithm} and X-Amz-Expires of at most ${maxExpiresSeconds} seconds.`);
	}

	return {
		...splitCredential(query.get('X-Amz-Credential') ?? ''),
		amzDate: query.get('X-Amz-Date') ?? '',
		signedHeaders: (query.get('X-Amz-SignedHeaders') ?? '').split(';'),
		signature: query.get('X-Amz-Signature') ?? '',
		payloadHash: headers.get('x-amz-content-sha256') ?? query.get('X-Amz-Content-Sha256') ?? query.get('x-amz-content-sha256') ?? 'UNSIGNED-PAYLOAD',
		expiresSeconds: Number(expires),
	};
};

/** Finds the signature of a request; one without any is `AccessDenied`. */
export const readSignatureClaim = (request: S3Request): SignatureClaim => {
	const authorization = request.headers.get('authorization');
	if (authorization !== undefined) {
		return readHeaderClaim(request, authorization);
	}

	if (request.query.has('X-Amz-Signature')) {
		return readQueryClaim(request);
	}

	throw new S3Error(403, 'AccessDenied', 'Access Denied: the request is not signed.');
};
