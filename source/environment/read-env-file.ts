import fs from 'node:fs';
import path from 'node:path';
import {parse} from 'dotenv';
import {FaasrTuiError} from '../errors/faasr-tui-error.js';

const readFile = (file: string): string | undefined => {
	try {
		return fs.readFileSync(file, 'utf8');
	} catch (error) {
		const {code = 'unknown error'} = error as NodeJS.ErrnoException;
		if (code === 'ENOENT') {
			return undefined;
		}

		throw new FaasrTuiError(`The file .env cannot be read (${code}).`, {
			code: 'usage', hint: 'Make .env a readable file, or remove it.', cause: error,
		});
	}
};

/** What the `.env` file of a folder says; nothing where there is none. Nothing in it is executed, and `pickSettings` decides what of it is used. */
export const readEnvFile = (folder: string): Readonly<Record<string, string>> => {
	const text = readFile(path.join(folder, '.env'));
	// No variable can have it; most often it comes from UTF-16, which some Windows programs write.
	if (text?.includes('\0') === true) {
		throw new FaasrTuiError('The file .env has NUL bytes, so it is no text in UTF-8.', {code: 'usage', hint: 'Save .env as UTF-8, or remove it.'});
	}

	return parse(text ?? '');
};
