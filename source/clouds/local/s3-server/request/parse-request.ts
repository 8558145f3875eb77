import {type IncomingMessage} from 'node:http';
import {decodePercent} from './percent-encoding.js';

/** A request in S3's words, before anybody has vouched for it. */
export type S3Request = {
	readonly method: string;
	/** Decoded path, for the signature. */
	readonly path: string;
	/** The path as it was sent. */
	readonly rawPath: string;
	/** Path-style address; absent on the service itself. */
	readonly bucket: string | undefined;
	readonly key: string | undefined;
	/** Decoded parameters in the order of the URL; a name without `=` has an empty value. */
	readonly parameters: ReadonlyArray<readonly [name: string, value: string]>;
	/** The first value of each parameter. */
	readonly query: ReadonlyMap<string, string>;
	/** Lower-case names; repeated headers joined with commas. */
	readonly headers: ReadonlyMap<string, string>;
	readonly message: IncomingMessage;
};

const parseParameters = (rawQuery: string): ReadonlyArray<readonly [string, string]> =>
	rawQuery.split('&').filter(part => part !== '').map(part => {
		const [name = '', ...rest] = part.replaceAll('+', ' ').split('=');
		return [decodePercent(name), decodePercent(rest.join('='))];
	});

const collectHeaders = (message: IncomingMessage): ReadonlyMap<string, string> => {
	const headers = new Map<string, string>();
	for (const [name, values] of Object.entries(message.headersDistinct)) {
		headers.set(name, (values ?? []).join(','));
	}

	return headers;
};

/** Reads bucket, key and parameters out of a path-style URL. */
export const parseRequest = (message: IncomingMessage): S3Request => {
	const target = (message.url ?? '/').replace(/^https?:\/\/[^/]*/i, '');
	const queryStart = target.indexOf('?');
	const rawPath = queryStart === -1 ? target : target.slice(0, queryStart);
	const parameters = queryStart === -1 ? [] : parseParameters(target.slice(queryStart + 1));
	const path = decodePercent(rawPath === '' ? '/' : rawPath);
	const keyStart = path.indexOf('/', 1);
	const bucket = keyStart === -1 ? path.slice(1) : path.slice(1, keyStart);
	const key = keyStart === -1 ? '' : path.slice(keyStart + 1);
	return {
		method: message.method ?? 'GET',
		path,
		rawPath,
		bucket: bucket === '' ? undefined : bucket,
		key: key === '' ? undefined : key,
		parameters,
		query: new Map(parameters.toReversed()),
		headers: collectHeaders(message),
		message,
	};
};
