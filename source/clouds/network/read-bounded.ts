/** An answer that is larger than anything that was asked for can be. */
export class AnswerTooLargeError extends Error {
	override readonly name = 'AnswerTooLargeError';

	constructor(maxBytes: number) {
		super(`the answer is larger than ${maxBytes / 1_000_000} MB`);
	}
}

/** A body to its end, counted as it comes, after decompression. Rejects with an `AnswerTooLargeError` as soon as it has more than `maxBytes`, and ends its connection. */
export const readBounded = async (body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> => {
	const chunks: Uint8Array[] = [];
	let sizeBytes = 0;
	// Leaving the loop ends the stream, and with it the connection.
	for await (const chunk of body) {
		sizeBytes += chunk.length;
		if (sizeBytes > maxBytes) {
			throw new AnswerTooLargeError(maxBytes);
		}

		chunks.push(chunk);
	}

	const whole = new Uint8Array(sizeBytes);
	let offset = 0;
	for (const chunk of chunks) {
		whole.set(chunk, offset);
		offset += chunk.length;
	}

	return whole;
};
