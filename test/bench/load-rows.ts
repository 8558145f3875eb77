import fs from 'node:fs';
import {type Row} from './row.js';

/** The files of rows, in the order of the table: a new one is a name here. */
export const rowFiles = ['observe', 'reduce', 'start', 'screen', 'memory', 'local', 'report'] as const;

/** The rows of every file there is. */
export const loadRows = async (): Promise<readonly Row[]> => {
	const urls = rowFiles.map(name => new URL(`rows/${name}.ts`, import.meta.url)).filter(url => fs.existsSync(url));
	const modules = await Promise.all(urls.map(async url => import(url.href) as Promise<{readonly rows: readonly Row[]}>));
	return modules.flatMap(({rows}) => rows);
};
