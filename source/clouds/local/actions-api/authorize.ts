import {createHash, timingSafeEqual} from 'node:crypto';
import {ApiError} from './api-error.js';

const digest = (text: string): Uint8Array => createHash('sha256').update(text).digest();

/** Lets in only `Authorization: token …` or `Bearer …` with this API's token. */
export const authorize = (authorization: string | undefined, token: string): void => {
	const given = /^(?:token|bearer)\s+(?<token>\S+)\s*$/i.exec(authorization ?? '')?.groups?.['token'];
	if (given === undefined || !timingSafeEqual(digest(given), digest(token))) {
		throw new ApiError(401, 'Bad credentials');
	}
};
