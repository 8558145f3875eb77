import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import process from 'node:process';
import {pathToFileURL} from 'node:url';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';

type PackageFile = {readonly exports?: {readonly './import'?: {readonly import?: {readonly default?: string}}}};

/** The file that node-tap has Node import so that it understands TypeScript, as installed for the test file. */
const findTapLoader = (file: string): string | undefined => {
	try {
		const tap = createRequire(file).resolve('tap/package.json');
		const plugin = createRequire(tap).resolve('@tapjs/typescript/package.json');
		const {exports} = JSON.parse(readFileSync(plugin, 'utf8')) as PackageFile;
		const entry = exports?.['./import']?.import?.default;
		return entry === undefined ? undefined : pathToFileURL(path.join(path.dirname(plugin), entry)).href;
	} catch {
		return undefined;
	}
};

/** What Node needs on its command line to run a test file: nothing for JavaScript, or where Node reads TypeScript itself; else node-tap's loader. */
export const findTestLoader = (file: string, features: unknown = process.features): readonly string[] => {
	const isTypeScript = /\.[cm]?tsx?$/u.test(file);
	if (!isTypeScript) {
		return [];
	}

	const loader = findTapLoader(file);
	if (loader !== undefined) {
		return [`--import=${loader}`];
	}

	const {typescript} = features as {readonly typescript?: unknown};
	if (typeof typescript === 'string') {
		return [];
	}

	throw new FaasrTuiError(`The test file ${file} is TypeScript, which this Node cannot run.`, {
		code: 'usage', hint: 'Install node-tap beside it (npm install --save-dev tap), or write the test in JavaScript.',
	});
};
