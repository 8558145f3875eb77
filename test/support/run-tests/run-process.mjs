import {spawn} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {compiledFolder, nameCompiled, projectFolder} from './compile.mjs';

const together = fileURLToPath(new URL('together.mjs', import.meta.url));
const resultFolder = path.join(projectFolder, '.tap/test-results');

/** tap ends a test by itself after its timeout; what does not even do that is ended from outside. */
const timeoutSeconds = 180;
const lastMs = 15 * 60_000;

/** Runs tests in one process: what they print goes to a file of its own. */
export const runProcess = async (files, coverageFolder) => {
	const output = path.join(resultFolder, `${files[0]}.tap`);
	fs.mkdirSync(path.dirname(output), {recursive: true});
	const descriptor = fs.openSync(output, 'w');
	const startedAt = performance.now();
	const child = spawn(process.execPath, ['--enable-source-maps', together, ...files.map(file => path.join(compiledFolder, nameCompiled(file)))], {
		cwd: projectFolder,
		stdio: ['ignore', descriptor, descriptor],
		timeout: lastMs,
		killSignal: 'SIGKILL',
		env: {...process.env, TAP_TIMEOUT: String(timeoutSeconds), ...(coverageFolder && {NODE_V8_COVERAGE: coverageFolder})},
	});
	fs.closeSync(descriptor);
	const ending = await new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code, signal) => {
			resolve(signal ?? code);
		});
	});
	const text = fs.readFileSync(output, 'utf8');
	const {assertions, failures} = readTap(text);
	// A test that ends the process takes those after it along.
	const unseen = files.filter(file => !text.split('\n').includes(`# ${path.join(compiledFolder, nameCompiled(file))}`));
	return {
		files, output, assertions,
		seconds: (performance.now() - startedAt) / 1000,
		failures: [...failures, ...unseen.map(file => `not ok - ${file} never began`)],
		isGood: ending === 0 && failures.length === 0 && unseen.length === 0,
		ending,
	};
};

/** The lines of TAP that say what failed: a failed assertion with its diagnostics, a failed test with its title. */
export const findFailures = text => {
	const failures = [];
	let indent;
	for (const line of text.split('\n')) {
		const [, blanks] = /^( *)not ok /.exec(line) ?? [];
		if (blanks !== undefined) {
			failures.push(line);
			// A test ends with its time, and has nothing to tell that its assertions did not.
			indent = / # time=\S+$/.test(line) ? undefined : blanks;
		} else if (indent !== undefined) {
			failures.push(line);
			indent = line === `${indent}  ...` ? undefined : indent;
		}
	}

	return failures;
};

const readTap = text => {
	const [, total = '0'] = /^# {.*\btotal: (\d+)/m.exec(text) ?? [];
	return {assertions: Number(total), failures: findFailures(text)};
};
