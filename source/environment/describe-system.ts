import fs from 'node:fs';
import os from 'node:os';
import process from 'node:process';

/** The version of this program; yargs would take that of the project it is installed in. */
export const readVersion = (): string => {
	try {
		const {version} = JSON.parse(fs.readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {readonly version?: string};
		return version ?? 'of unknown version';
	} catch {
		return 'of unknown version';
	}
};

/** What a bug report should say of where it happened. */
export const describeSystem = (): string => {
	const {columns = 0, rows = 0} = process.stdout;
	const size = process.stdout.isTTY ? `${columns}x${rows}` : 'no terminal';
	return `faasr-tui ${readVersion()}, Node.js ${process.version}, ${os.type()} ${os.release()} ${process.arch}, TERM=${process.env['TERM'] ?? ''}, ${size}`;
};
