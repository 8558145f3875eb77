import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

/** Says why a Node.js cannot be had: `isUnreachable` where another time or place might do. */
export class NoNodeError extends Error {
	override readonly name = 'NoNodeError';

	readonly isUnreachable: boolean;

	constructor(message: string, {isUnreachable = false} = {}) {
		super(message);
		this.isUnreachable = isUnreachable;
	}
}

/** The registry has a package with the program for each of these. */
const packaged: ReadonlySet<string> = new Set(['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']);

/** What a program says to `--version`, or nothing. */
export const readVersion = (file: string): string | undefined => {
	const {status, stdout} = spawnSync(file, ['--version'], {encoding: 'utf8'});
	return status === 0 && /^v\d+\.\d+\.\d+/.test(stdout) ? stdout.trim() : undefined;
};

const isOf = (file: string, version: string): boolean => `${readVersion(file)}.`.startsWith(`v${version}.`);

const getCacheFolder = (): string => {
	const {XDG_CACHE_HOME: cache = ''} = process.env;
	return path.join(cache === '' ? path.join(os.homedir(), '.cache') : cache, 'faasr-tui', 'nodes');
};

const install = (version: string, folder: string): string => {
	const name = `node-${process.platform}-${process.arch}`;
	const file = path.join(folder, 'node_modules', name, 'bin', 'node');
	if (isOf(file, version)) {
		return file;
	}

	fs.mkdirSync(folder, {recursive: true});
	const {status, stderr} = spawnSync('npm', ['install', '--loglevel=error', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--prefix', folder, `${name}@${version}`], {encoding: 'utf8'});
	if (status !== 0 || !isOf(file, version)) {
		const reason = /^npm error .*?((?:No matching version|request to|reason:).+)$/m.exec(stderr)?.[1] ?? `npm ended with ${status}: ${stderr.split('\n')[0]}`;
		throw new NoNodeError(`Node.js ${version} cannot be installed: ${reason}`, {isUnreachable: !/E404|ETARGET/.test(stderr)});
	}

	return file;
};

/**
A Node.js by its version (`24`, `22.15`) or by its path.

A version is installed once, from the registry into the user's cache folder (`~/.cache/faasr-tui/nodes`, 190 MB each), and used from there afterwards.
Throws a `NoNodeError`.
*/
export const findNode = (wanted: string): string => {
	if (!/^\d+(?:\.\d+){0,2}$/.test(wanted)) {
		const file = path.resolve(wanted);
		if (readVersion(file) === undefined) {
			throw new NoNodeError(`${wanted} is neither a version, such as 24, nor the path of a Node.js.`);
		}

		return file;
	}

	if (!packaged.has(`${process.platform}-${process.arch}`)) {
		throw new NoNodeError(`The registry has no Node.js ${wanted} for this machine: give the path of one in place of the version.`);
	}

	return install(wanted, path.join(getCacheFolder(), wanted));
};
