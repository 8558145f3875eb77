import fs from 'node:fs';
import path from 'node:path';
import {parse} from 'dotenv';
import {FaasrTuiError} from '../errors/faasr-tui-error.js';

/** The process's environment with the `.env` file of the folder behind it: what is set in the process wins. Nothing in the file is executed. */
export const loadEnvironment = (folder: string, processEnvironment: NodeJS.ProcessEnv): Readonly<Record<string, string | undefined>> => {
	const file = path.join(folder, '.env');
	try {
		return {...parse(fs.readFileSync(file)), ...processEnvironment};
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
			return {...processEnvironment};
		}

		throw new FaasrTuiError(`The file .env cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`, {
			code: 'usage',
			hint: 'Make .env a readable file, or remove it.',
			cause: error,
		});
	}
};
