import path from 'node:path';
import {parse} from 'dotenv';
import {FaasrTuiError, isFaasrTuiError} from '../ports/errors/faasr-tui-error.js';
import {readRegularFile} from './read-regular-file.js';

/** Far more than variables need. */
const maxBytes = 64_000;

/** What takes dotenv's pattern the square of its length, and says nothing. */
const longBlank = /\s{200,}/g;

const readFile = (file: string): string | undefined => {
	try {
		return readRegularFile({file, name: 'The file .env', maxBytes});
	} catch (error) {
		if (isFaasrTuiError(error)) {
			throw error;
		}

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
		throw new FaasrTuiError('The file .env has NUL bytes, so it is not UTF-8 text.', {code: 'usage', hint: 'Save .env as UTF-8, or remove it.'});
	}

	return parse((text ?? '').replaceAll(longBlank, '\n'));
};
