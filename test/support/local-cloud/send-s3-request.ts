import {request as sendHttp, type IncomingHttpHeaders} from 'node:http';
import {type S3Request} from '../../../source/clouds/local/s3-server/request/parse-request.js';
import {
	deriveSigningKey, hashHex, renderCanonicalRequest, signLines,
} from '../../../source/clouds/local/s3-server/authenticate/sign.js';

export type Keys = {readonly accessKeyId: string; readonly secretAccessKey: string};

export type RawRequest = {
	readonly method: string;
	/** Sent as it stands: nothing resolves `..` or decodes anything on the way. */
	readonly path: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
};

export type RawAnswer = {readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string};

/** Sends a request over a connection of its own, its path untouched. */
export const sendRaw = async (baseUrl: string, {method, path, headers = {}, body}: RawRequest): Promise<RawAnswer> => new Promise((resolve, reject) => {
	const {hostname, port} = new URL(baseUrl);
	const request = sendHttp({
		hostname, port, method, path, headers: {...headers, ...(body !== undefined && {'content-length': String(body.length)})}, agent: false,
	}, response => {
		let text = '';
		response.setEncoding('utf8').on('data', (chunk: string) => {
			text += chunk;
		}).on('end', () => {
			resolve({status: response.statusCode ?? 0, headers: response.headers, text});
		}).on('error', reject);
	});
	request.on('error', reject).end(body);
});

/** The headers that make a request one of the holder of the keys. */
export const signRequest = (baseUrl: string, {method, path, headers = {}, body = ''}: RawRequest, keys: Keys): Readonly<Record<string, string>> => {
	const [rawPath = '', rawQuery = ''] = path.split('?');
	const amzDate = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
	const scope = `${amzDate.slice(0, 8)}/us-east-1/s3/aws4_request`;
	const payloadHash = hashHex(body);
	const signed: Record<string, string> = {
		...headers, host: new URL(baseUrl).host, 'x-amz-content-sha256': payloadHash, 'x-amz-date': amzDate,
	};
	const names = Object.keys(signed).sort();
	const parameters = rawQuery.split('&').filter(part => part !== '').map(part => part.split('=')).map(([name = '', value = '']) => [decodeURIComponent(name), decodeURIComponent(value)] as const);
	const canonical = renderCanonicalRequest({
		method, path: decodeURIComponent(rawPath), parameters, headers: new Map(Object.entries(signed)),
	} as unknown as S3Request, names, payloadHash);
	const signature = signLines(deriveSigningKey(keys.secretAccessKey, scope), 'AWS4-HMAC-SHA256', {amzDate, scope}, [hashHex(canonical)]);
	return {...signed, authorization: `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`};
};

/** Sends a request to S3 in somebody's name. */
export const sendSigned = async (baseUrl: string, request: RawRequest, keys: Keys): Promise<RawAnswer> =>
	sendRaw(baseUrl, {...request, headers: signRequest(baseUrl, request, keys)});
