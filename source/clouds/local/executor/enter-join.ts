import {Buffer} from 'node:buffer';
import {type Clock} from '../../../ports/clock.js';
import {ActionExit} from './action-exit.js';
import {type DataStore} from './data-store.js';
import {type RunLog} from './run-log.js';
import {acquireLock, drawNumber, releaseLock} from './s3-lock.js';

const source = 'faasr_payload.py';

type JoinOptions = {
	readonly store: DataStore;
	readonly invocationFolder: string;
	readonly action: string;
	readonly predecessors: readonly string[];
	readonly clock: Clock;
	readonly signal: AbortSignal;
	readonly runLog: RunLog;
};

/**
Arrivals at one join inside this process take turns here first.

The S3 lock alone would be enough, but two arrivals that meet there back off for whole seconds (helpers/faasr_lock.py), and local ranks end within milliseconds of each other.
*/
const turns = new Map<string, Promise<void>>();

const takeTurn = async (key: string, work: () => Promise<void>): Promise<void> => {
	const before = turns.get(key) ?? Promise.resolve();
	const turn = (async () => {
		await Promise.allSettled([before]);
		await work();
	})();
	turns.set(key, turn);
	try {
		await turn;
	} finally {
		if (turns.get(key) === turn) {
			turns.delete(key);
		}
	}
};

const addCandidate = async ({store, invocationFolder, action}: JoinOptions): Promise<boolean> => {
	const number = drawNumber();
	const key = `${invocationFolder}/${action}.candidate`;
	const before = await store.read(key);
	await store.write(key, Buffer.concat([before ?? new Uint8Array(), Buffer.from(`${number}\n`)]));
	const after = await store.read(key);
	return new TextDecoder().decode(after).split('\n', 1)[0]?.trim() === String(number);
};

/** Ends an arrival at a join with exit code 0 unless every predecessor is done and it is the first to say so. */
export const enterJoin = async (options: JoinOptions): Promise<void> => {
	const {store, invocationFolder, action, predecessors, runLog} = options;
	const keys = new Set(await store.list(invocationFolder));
	const missing = predecessors.find(name => !keys.has(`${invocationFolder}/function_completions/${name}.done`));
	if (missing !== undefined) {
		runLog.line('ERROR', source, `Missing .done file for predecessor: ${missing} — aborting.`);
		throw new ActionExit(0);
	}

	const lock = {...options, folder: `${invocationFolder}/${action}`};
	let isFirst = false;
	await takeTurn(`${store.bucket}/${invocationFolder}/${action}`, async () => {
		await acquireLock(lock);
		try {
			isFirst = await addCandidate(options);
		} finally {
			await releaseLock(lock);
		}
	});
	if (!isFirst) {
		runLog.line('ERROR', source, 'Not the last trigger invoked — random number does not match');
		throw new ActionExit(0);
	}
};
