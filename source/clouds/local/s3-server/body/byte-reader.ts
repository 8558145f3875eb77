import {Buffer} from 'node:buffer';

/** Reads a body piece by piece: lines of a framing, and whatever bytes have arrived of its content. */
export type ByteReader = {
	/** Up to `maxBytes` bytes, as few as have arrived; `undefined` at the end. */
	readonly readSome: (maxBytes: number) => Promise<Uint8Array | undefined>;
	/** A line without its CRLF; `undefined` at the end or when none ends within `maxBytes`. */
	readonly readLine: (maxBytes: number) => Promise<string | undefined>;
};

/** Reads from the body of a request. */
export const createByteReader = (source: AsyncIterable<Uint8Array>): ByteReader => {
	const iterator = source[Symbol.asyncIterator]();
	let buffered: Buffer = Buffer.alloc(0); // eslint-disable-line @typescript-eslint/no-restricted-types -- searched and decoded below
	const fill = async (): Promise<boolean> => {
		const {done, value} = await iterator.next() as IteratorResult<Uint8Array, undefined>;
		if (done) {
			return false;
		}

		buffered = buffered.length === 0 ? Buffer.from(value.buffer, value.byteOffset, value.length) : Buffer.concat([buffered, value]);
		return true;
	};

	return {
		async readSome(maxBytes) {
			while (buffered.length === 0) {
				if (!await fill()) {
					return undefined;
				}
			}

			const piece = buffered.subarray(0, maxBytes);
			buffered = buffered.subarray(piece.length);
			return piece;
		},
		async readLine(maxBytes) {
			let end = buffered.indexOf('\r\n');
			while (end === -1 && buffered.length < maxBytes + 2 && await fill()) {
				end = buffered.indexOf('\r\n');
			}

			if (end === -1 || end > maxBytes) {
				return undefined;
			}

			const line = buffered.toString('latin1', 0, end);
			buffered = buffered.subarray(end + 2);
			return line;
		},
	};
};
