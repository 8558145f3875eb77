import {Buffer} from 'node:buffer';
import {type IncomingMessage} from 'node:http';
import {ApiError} from './api-error.js';

/** Above what 65,535 characters of inputs need, however they are escaped. */
const defaultMaxBytes = 1_048_576;

/** Reads a request's body as JSON, or throws GitHub's refusal. */
export const readJsonBody = async (request: IncomingMessage, maxBytes = defaultMaxBytes): Promise<unknown> => {
	const chunks: Uint8Array[] = [];
	let sizeBytes = 0;
	for await (const chunk of request as AsyncIterable<Uint8Array>) {
		sizeBytes += chunk.length;
		if (sizeBytes > maxBytes) {
			throw new ApiError(413, 'Payload Too Large');
		}

		chunks.push(chunk);
	}

	if (sizeBytes === 0) {
		return undefined;
	}

	try {
		return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
	} catch {
		throw new ApiError(400, 'Problems parsing JSON');
	}
};
