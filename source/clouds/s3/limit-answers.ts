import {PassThrough, pipeline, type Readable} from 'node:stream';
import {type S3Client} from '@aws-sdk/client-s3';
import {AnswerTooLargeError} from '../network/read-bounded.js';

/** A page of a listing has at most a thousand keys, each of at most a kilobyte. */
const mostBytes = 10_000_000;

const limit = (body: Readable): Readable => {
	let sizeBytes = 0;
	const limited = new PassThrough({
		transform(chunk: Uint8Array, _, done) {
			sizeBytes += chunk.length;
			done(sizeBytes > mostBytes ? new AnswerTooLargeError(mostBytes) : undefined, chunk);
		},
	});
	// Both end together, whichever fails; who reads `limited` is told.
	pipeline(body, limited, () => undefined);
	return limited;
};

/** Refuses answers that the SDK would read as a whole and that are larger than any of S3's can be: all but the objects themselves. */
export const limitAnswers = (client: S3Client): void => {
	client.middlewareStack.add((next, {commandName}) => async input => {
		const result = await next(input);
		const response = result.response as {body?: Readable} | undefined;
		if (commandName !== 'GetObjectCommand' && response?.body !== undefined && typeof response.body.pipe === 'function') {
			response.body = limit(response.body);
		}

		return result;
	}, {step: 'deserialize', priority: 'low', name: 'limitAnswers'});
};
