import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {defaultKeymap, type Keymap} from './keymap.js';
import {parseKeymap} from './parse-keymap.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the user's keys are looked for: `$XDG_CONFIG_HOME/faasr-tui/keymap.json`, by default below `~/.config`. */
export const getKeymapFile = (env: Environment): string => {
	const base = env['XDG_CONFIG_HOME'];
	// The XDG base directory specification has relative paths ignored.
	const folder = base !== undefined && path.isAbsolute(base) ? base : path.join(env['HOME'] ?? os.homedir(), '.config');
	return path.join(folder, 'faasr-tui', 'keymap.json');
};

const readText = async (file: string): Promise<string | undefined> => {
	try {
		return await fs.readFile(file, 'utf8');
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		if (code === 'ENOENT') {
			return undefined;
		}

		throw new FaasrTuiError(`The keymap ${file} cannot be read (${code ?? 'unknown error'}).`, {
			code: 'credentials', hint: 'Correct its permissions, or name another file with --keymap.', cause: error,
		});
	}
};

/** Reads the keys of the screen: from the file named, else from the user's configuration if there is one. */
export const loadKeymap = async (named: string | undefined, env: Environment): Promise<Keymap> => {
	const file = named ?? getKeymapFile(env);
	const text = await readText(file);
	if (text !== undefined) {
		return parseKeymap(text, file);
	}

	if (named === undefined) {
		return defaultKeymap;
	}

	throw new FaasrTuiError(`The keymap ${named} does not exist.`, {code: 'credentials', hint: 'Name an existing file with --keymap, or leave it out.'});
};
