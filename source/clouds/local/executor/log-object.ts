import {Buffer} from 'node:buffer';
import {type DataStore} from './data-store.js';

/**
The log object of a node, appended to by rewriting it whole.

What an earlier attempt left there is read once, before the first write; afterwards this action is the only writer.
*/
export type LogObject = {
	readonly append: (text: string) => Promise<void>;
};

/** Opens the log object under `key`; several senders may share it. */
export const createLogObject = (store: DataStore, key: string): LogObject => {
	let chunks: readonly Uint8Array[] | undefined;
	let last: Promise<void> = Promise.resolve();
	const write = async (text: string): Promise<void> => {
		if (chunks === undefined) {
			const stored = await store.read(key);
			chunks = stored === undefined ? [] : [stored];
		}

		const whole = Buffer.concat([...chunks, Buffer.from(`${text}\n`)]);
		chunks = [whole];
		await store.write(key, whole);
	};

	return {
		async append(text) {
			const turn = (async () => {
				await Promise.allSettled([last]);
				await write(text);
			})();
			last = turn;
			await turn;
		},
	};
};
