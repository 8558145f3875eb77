import {S3Error} from '../s3-error.js';

/** Percent-encodes as SigV4 asks: everything but letters, digits and `-._~`. */
export const encodeStrictly = (text: string): string =>
	encodeURIComponent(text).replaceAll(/[!'()*]/g, character => `%${character.codePointAt(0)!.toString(16).toUpperCase()}`);

/** The same, slashes kept. */
export const encodePath = (path: string): string => path.split('/').map(part => encodeStrictly(part)).join('/');

/** Decodes percent-encoded UTF-8; anything else is `InvalidURI`. */
export const decodePercent = (text: string): string => {
	try {
		return decodeURIComponent(text);
	} catch (error) {
		if (error instanceof URIError) {
			throw new S3Error(400, 'InvalidURI', 'Couldn\'t parse the specified URI.');
		}

		throw error;
	}
};
