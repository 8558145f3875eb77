import {randomInt} from 'node:crypto';
import {type Clock} from '../../../ports/clock.js';
import {ActionExit} from './action-exit.js';
import {type DataStore} from './data-store.js';
import {type RunLog} from './run-log.js';

const source = 'faasr_lock.py';
const fastTries = 4;
const maxTries = 13;

/** FaaSr's random numbers for flags and candidates. */
export const drawNumber = (): number => randomInt(1, 2_147_483_647);

type LockOptions = {
	readonly store: DataStore;
	/** `{INV}/{action}`. */
	readonly folder: string;
	readonly clock: Clock;
	readonly signal: AbortSignal;
	readonly runLog: RunLog;
};

/** Waits 1, 2, 4, 8, 16 seconds and then 16 again, until the tries are used up. */
const createBackoff = ({clock, signal}: LockOptions, onWait: (isSlow: boolean) => void, onTimeout: () => never): () => Promise<void> => {
	let tries = 0;
	return async () => {
		const isSlow = tries > fastTries;
		onWait(isSlow);
		await clock.sleep(1000 * (2 ** Math.min(tries, fastTries)), {signal});
		tries++;
		if (isSlow && tries > maxTries) {
			onTimeout();
		}
	};
};

const tryLock = async (options: LockOptions): Promise<boolean> => {
	const {store, folder, runLog} = options;
	const number = drawNumber();
	const flag = `${folder}/flag/${number}`;
	const lock = `${folder}/lock`;
	const wait = createBackoff(options, () => undefined, () => {
		runLog.line('ERROR', source, 'Lock Timeout');
		throw new ActionExit(1);
	});
	for (;;) {
		await store.write(flag, '');
		const flags = await store.list(`${folder}/flag`);
		if (flags.length === 1 && flags[0] === flag) {
			break;
		}

		await store.remove(flag);
		await wait();
	}

	const locks = await store.list(lock);
	const isTaken = locks.length > 0;
	if (!isTaken) {
		await store.write(lock, String(number));
	}

	await store.remove(flag);
	return !isTaken;
};

/** Takes the S3 lock of a join the way FaaSr does, so that foreign containers and this one can share it (helpers/faasr_lock.py). */
export const acquireLock = async (options: LockOptions): Promise<void> => {
	const {runLog} = options;
	const wait = createBackoff(options, isSlow => {
		runLog.line('INFO', source, 'FAILED TO ACQUIRE S3 LOCK');
		runLog.line('INFO', source, isSlow ? 'MAX SPIN WAIT PERIOD' : 'LOCK SPINNING');
	}, () => {
		runLog.line('ERROR', source, 'LOCK ACQUIRE TIMEOUT');
		throw new ActionExit(1);
	});
	while (!await tryLock(options)) {
		await wait();
	}
};

/** Gives the lock back. */
export const releaseLock = async ({store, folder}: LockOptions): Promise<void> => store.remove(`${folder}/lock`);
