import {readdirSync, readFileSync} from 'node:fs';
import process from 'node:process';
import {setImmediate} from 'node:timers/promises';

/** So many processes are looked at in one turn of the event loop: less than a millisecond or two. */
const batchSize = 64;
/** A process may start another while it is looked for. */
const maxRounds = 20;

const listProcesses = (): readonly number[] => {
	try {
		return readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(Number);
	} catch {
		return [];
	}
};

const hasMark = (pid: number, mark: string): boolean => {
	try {
		return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(mark);
	} catch {
		// It has ended, or is somebody else's.
		return false;
	}
};

const kill = (pid: number): void => {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It has ended.
	}
};

/**
Kills every process that began with this entry in its environment, in whatever group or session: it was started by one that had it.

Linux tells the environments of processes; elsewhere, and for a process that was started with another environment, nothing happens.
*/
export const endMarked = async (mark: string): Promise<void> => {
	for (let round = 0, isOver = false; !isOver && round < maxRounds; round++) {
		const pids = listProcesses().filter(pid => pid !== process.pid);
		isOver = true;
		for (let start = 0; start < pids.length; start += batchSize) {
			for (const pid of pids.slice(start, start + batchSize).filter(each => hasMark(each, mark))) {
				kill(pid);
				isOver = false;
			}

			await setImmediate();
		}
	}
};
