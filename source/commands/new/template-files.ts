import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';

/** The functions that `new` writes, ready to run, as they lie beside this module. */
export const readTemplate = async (file: string): Promise<string> =>
	readFile(fileURLToPath(new URL(`functions/${file}`, import.meta.url)), 'utf8');
