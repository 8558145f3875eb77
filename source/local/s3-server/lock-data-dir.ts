import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import {connect} from 'node:net';
import path from 'node:path';
import process from 'node:process';
import {FaasrTuiError} from '../../errors/faasr-tui-error.js';
import {openOwnFolder} from './store/own-folder.js';

type LockHolder = {readonly pid: number; readonly host: string; readonly port: number};

const readHolder = (file: string): LockHolder | undefined => {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as LockHolder;
	} catch {
		return undefined;
	}
};

// A process id alone may have been given to somebody else since.
const isListening = async ({host, port}: LockHolder): Promise<boolean> => new Promise(resolve => {
	const socket = connect({host, port});
	socket.once('connect', () => {
		socket.destroy();
		resolve(true);
	});
	socket.once('error', () => {
		resolve(false);
	});
});

const isAlive = ({pid}: LockHolder): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
};

/** Claims a data folder for the server at `host` and `port`; two servers on one folder would not see each other's objects. */
export const lockDataDir = async (dataDir: string, address: {readonly host: string; readonly port: number}): Promise<() => void> => {
	const file = path.join(openOwnFolder(dataDir), 'server.lock');
	const content = JSON.stringify({pid: process.pid, ...address});
	for (;;) {
		try {
			writeFileSync(file, content, {flag: 'wx', mode: 0o600});
			return () => {
				rmSync(file, {force: true});
			};
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
				throw error;
			}
		}

		const holder = readHolder(file);
		if (holder !== undefined && isAlive(holder) && await isListening(holder)) {
			throw new FaasrTuiError(`The data folder ${dataDir} is in use by the local cloud of process ${holder.pid}.`, {
				code: 'usage', hint: 'Wait for its end, or choose another folder with --data-dir. ls, logs and watch can read this one meanwhile.',
			});
		}

		rmSync(file, {force: true});
	}
};
