import {Buffer} from 'node:buffer';

/** What of a file cannot command a runner, and whether anything had to be changed for that. */
export type DisarmedBytes = {readonly bytes: Uint8Array; readonly isChanged: boolean};

type Disarm = (text: string) => string;

const newline = 0x0A;
/** Of a longer line the beginning goes out sooner. */
const longestLine = 64_000;
/** Longer than any command's beginning, which is not cut in two. */
const keptBytes = 32;

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const splitLines = function * (bytes: Uint8Array): Generator<Uint8Array> {
	for (let start = 0; start < bytes.length;) {
		const found = bytes.indexOf(newline, start);
		const end = found === -1 ? bytes.length : found + 1;
		yield bytes.subarray(start, end);
		start = end;
	}
};

/** Changes the lines that `disarm` changes, and leaves every other byte as it is. */
const disarmLines = (bytes: Uint8Array, disarm: Disarm): DisarmedBytes => {
	const isHarmless = (line: Uint8Array): boolean => disarm(decode(line)) === decode(line);
	return isHarmless(bytes)
		? {bytes, isChanged: false}
		: {bytes: Buffer.concat([...splitLines(bytes)].map(line => isHarmless(line) ? line : Buffer.from(disarm(decode(line))))), isChanged: true};
};

/** Makes the pieces of a file harmless for the runner in whose log they may end, whole lines at a time. What has no command in it passes byte for byte. */
export const disarmPieces = async function * (pieces: AsyncIterable<{readonly bytes: Uint8Array}>, disarm: Disarm): AsyncGenerator<DisarmedBytes> {
	let rest: Uint8Array = new Uint8Array(0);
	for await (const {bytes} of pieces) {
		const all = Buffer.concat([rest, bytes]);
		const lineEnd = all.lastIndexOf(newline) + 1;
		const end = all.length - lineEnd > longestLine ? all.length - keptBytes : lineEnd;
		rest = all.subarray(end);
		yield disarmLines(all.subarray(0, end), disarm);
	}

	yield disarmLines(rest, disarm);
};
