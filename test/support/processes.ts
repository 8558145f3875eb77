import {readdirSync, readFileSync} from 'node:fs';
import process from 'node:process';
import {inspect} from 'node:util';
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

/** Far above what a busy machine takes, and below the time-out of every test that waits: a test should say what it saw, not that it took long. */
export const timeoutMs = 60_000;

/** For what tells nobody when it happens. Rejects after a minute, with what was `seen` last. */
export const waitUntil = async (condition: () => boolean | Promise<boolean>, seen: () => unknown, mostMs = timeoutMs): Promise<void> => {
	const deadline = systemClock.now() + mostMs;
	while (!await condition()) {
		if (systemClock.now() > deadline) {
			throw new Error(`${mostMs / 1000} seconds passed, and ${condition.toString()} does not hold:\n${inspect(seen())}`);
		}

		await systemClock.sleep(5);
	}
};

/** Waits for the ends of somebody else's processes. */
export const waitUntilDead = async (...pids: readonly number[]): Promise<void> => {
	const listAlive = () => pids.filter(pid => isAlive(pid));
	await waitUntil(() => listAlive().length === 0, listAlive);
};

const readEnvironment = (pid: string): string => {
	try {
		return readFileSync(`/proc/${pid}/environ`, 'utf8');
	} catch {
		return '';
	}
};

/** Only Linux tells the environments of processes. */
export const tellsEnvironments = process.platform === 'linux';

/** Ids of the processes that have the text in their environment, as what is in `PATH` comes to all that a program starts. */
export const findByEnvironment = (text: string): readonly string[] => readdirSync('/proc').filter(name => /^\d+$/u.test(name) && readEnvironment(name).includes(text));
