import {readFileSync} from 'node:fs';
import process from 'node:process';
import {systemClock} from '../../source/ports/clock/system-clock.js';

/** A zombie that nobody has waited for yet is dead. */
export const isAlive = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return process.platform !== 'linux' || !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
	} catch {
		return false;
	}
};

/** For what tells nobody when it happens: the end of somebody else's process. */
export const waitUntil = async (condition: () => boolean): Promise<void> => {
	while (!condition()) {
		await systemClock.sleep(5);
	}
};
