import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import {connect} from 'node:net';
import path from 'node:path';
import process from 'node:process';
import {FaasrTuiError} from '../../../ports/errors/faasr-tui-error.js';
import {getOwnFolder, openOwnFolder} from './store/own-folder.js';

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

const getLockFile = (ownFolder: string): string => path.join(ownFolder, 'server.lock');

/** The server that holds a data folder, of whatever process; `undefined` where none does. */
const findHolder = async (file: string): Promise<LockHolder | undefined> => {
	const holder = readHolder(file);
	return holder !== undefined && isAlive(holder) && await isListening(holder) ? holder : undefined;
};

/** The process whose server holds the data folder; `undefined` where none does. */
export const findHolderProcess = async (dataDir: string): Promise<number | undefined> => {
	const holder = await findHolder(getLockFile(getOwnFolder(dataDir)));
	return holder?.pid;
};

/** Claims a data folder for the server at `host` and `port`; two servers on one folder would not see each other's objects. */
export const lockDataDir = async (dataDir: string, address: {readonly host: string; readonly port: number}): Promise<() => void> => {
	const file = getLockFile(openOwnFolder(dataDir));
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

		const holder = await findHolder(file);
		if (holder !== undefined) {
			throw new FaasrTuiError(`The data folder ${dataDir} is in use by the local cloud of process ${holder.pid}.`, {
				code: 'usage', hint: 'Wait for its end, or choose another folder with --data-dir. ls, logs and watch can read this one meanwhile.',
			});
		}

		rmSync(file, {force: true});
	}
};
