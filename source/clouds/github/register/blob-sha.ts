import {Buffer} from 'node:buffer';
import {createHash} from 'node:crypto';

/** The name git gives to a file's content: equal names, equal files. */
export const getBlobSha = (content: string): string => {
	const bytes = Buffer.from(content);
	return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
};
