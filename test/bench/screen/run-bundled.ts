import {execFile} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {build} from 'esbuild';

const execute = promisify(execFile);
const benchFolder = fileURLToPath(new URL('../', import.meta.url));
// In the project, where packages are found.
const outputFolder = path.resolve(benchFolder, '../../node_modules/.cache/faasr-tui-bench');

/** Variables of continuous integration make Ink draw nothing until its end. */
const withoutCi = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
	Object.fromEntries(Object.entries(env).filter(([name]) => !/^(?:CI|CONTINUOUS_INTEGRATION|BUILD_NUMBER|CI_.*)$/u.test(name)));

/**
Runs a script of the bench in a process of its own and gives what it prints last, as JSON.

As the program itself is: put into one file, React in production, no loader of TypeScript in its memory.
*/
export const runBundled = async <Result>(script: string, args: readonly string[] = []): Promise<Result> => {
	const output = path.join(outputFolder, `${path.basename(script, '.ts')}-${process.pid}.mjs`);
	try {
		await build({
			entryPoints: [path.join(benchFolder, script)], outfile: output, bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external', jsx: 'automatic', logLevel: 'error',
		});
		const {stdout} = await execute(process.execPath, [output, ...args], {
			env: {...withoutCi(process.env), NODE_ENV: 'production', NODE_OPTIONS: ''}, maxBuffer: 64 * 1024 * 1024,
		});
		return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Result;
	} finally {
		fs.rmSync(output, {force: true});
	}
};
