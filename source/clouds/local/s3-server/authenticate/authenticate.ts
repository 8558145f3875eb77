import {S3Error} from '../s3-error.js';
import {type S3Request} from '../request/parse-request.js';
import {authenticatePresignedV2, isPresignedV2} from './presigned-v2.js';
import {readSignatureClaim, type SignatureClaim} from './read-claim.js';
import {type Credentials, deriveSigningKey, hashHex, isSameText, type Proof, renderCanonicalRequest, signLines} from './sign.js';

const maxSkewMs = 15 * 60 * 1000;

const parseAmzDate = (amzDate: string): number => {
	const at = Date.parse(amzDate.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
	if (!/^\d{8}T\d{6}Z$/.test(amzDate) || Number.isNaN(at)) {
		throw new S3Error(403, 'AccessDenied', 'AWS authentication requires a valid x-amz-date.');
	}

	return at;
};

const checkTime = ({amzDate, scope, expiresSeconds}: SignatureClaim, now: number): void => {
	const signedAt = parseAmzDate(amzDate);
	if (!scope.startsWith(amzDate.slice(0, 8))) {
		throw new S3Error(400, 'AuthorizationHeaderMalformed', 'The date of the credential scope is not that of the request.');
	}

	if (expiresSeconds !== undefined && now > signedAt + (expiresSeconds * 1000)) {
		throw new S3Error(403, 'AccessDenied', 'Request has expired');
	}

	const isSkewed = expiresSeconds === undefined ? Math.abs(now - signedAt) > maxSkewMs : signedAt - now > maxSkewMs;
	if (isSkewed) {
		throw new S3Error(403, 'RequestTimeTooSkewed', 'The difference between the request time and the current time is too large.');
	}
};

const checkSignedHeaders = ({headers}: S3Request, {signedHeaders, expiresSeconds}: SignatureClaim): void => {
	const signed = new Set(signedHeaders);
	// Browsers may add x-amz-content-sha256 to a presigned URL; S3 then reads it without asking for a signature.
	const mustBeSigned = (name: string): boolean => name === 'host'
		|| (name.startsWith('x-amz-') && !(expiresSeconds !== undefined && name === 'x-amz-content-sha256'));
	if (!signed.has('host') || [...headers.keys()].some(name => mustBeSigned(name) && !signed.has(name))) {
		throw new S3Error(403, 'AccessDenied', 'There were headers present in the request which were not signed');
	}
};

/**
Checks who sent a request by its SigV4 signature, header or presigned form, or by a presigned URL of version 2.

Any region is accepted, as long as the signature is made for it: documents name regions of their own for each data store.
*/
export const authenticate = (request: S3Request, credentials: Credentials, now: number): Proof => {
	if (isPresignedV2(request)) {
		return authenticatePresignedV2(request, credentials, now);
	}

	const claim = readSignatureClaim(request);
	if (!isSameText(claim.accessKeyId, credentials.accessKeyId)) {
		throw new S3Error(403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.');
	}

	checkTime(claim, now);
	checkSignedHeaders(request, claim);
	const {amzDate, scope, signedHeaders, payloadHash, signature} = claim;
	const signingKey = deriveSigningKey(credentials.secretAccessKey, scope);
	const canonicalRequest = renderCanonicalRequest(request, signedHeaders, payloadHash);
	const expected = signLines(signingKey, 'AWS4-HMAC-SHA256', claim, [hashHex(canonicalRequest)]);
	if (!isSameText(signature, expected)) {
		throw new S3Error(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match the signature you provided. Check your key and signing method.');
	}

	return {amzDate, scope, payloadHash, signature, signingKey};
};
