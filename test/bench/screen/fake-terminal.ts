import {PassThrough, Writable} from 'node:stream';

/** A terminal that swallows what is written to it, and counts. */
export type FakeTerminal = {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	readonly type: (keys: string) => void;
	readonly getCounts: () => {readonly writes: number; readonly bytes: number};
	/** Calls back at every write. */
	readonly onWrite: (listener: () => void) => void;
};

const createStdin = (): PassThrough => {
	const stdin = new PassThrough();
	return Object.assign(stdin, {isTTY: true, setRawMode: () => stdin, ref: () => stdin, unref: () => stdin});
};

/** Creates a terminal of a fixed size that nobody looks at. */
export const createFakeTerminal = (columns: number, rows: number): FakeTerminal => {
	const counts = {writes: 0, bytes: 0};
	const listeners: Array<() => void> = [];
	const stdin = createStdin();
	const stdout = new Writable({
		decodeStrings: false,
		write(chunk: string, _encoding, callback) {
			if (chunk !== '') {
				counts.writes++;
				counts.bytes += chunk.length;
				for (const listener of listeners) {
					listener();
				}
			}

			callback();
		},
	});
	return {
		stdin: stdin as unknown as NodeJS.ReadStream,
		stdout: Object.assign(stdout, {columns, rows, isTTY: true}) as unknown as NodeJS.WriteStream,
		type(keys) {
			stdin.write(keys);
		},
		getCounts: () => ({...counts}),
		onWrite(listener) {
			listeners.push(listener);
		},
	};
};
