import {execFile} from 'node:child_process';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

/** Runs one of the programs of this folder in a process of its own, so that nothing else is measured, and reads the JSON it prints. */
export const runMeasurement = async <Result>(program: string, args: readonly string[] = []): Promise<Result> => {
	const {stdout} = await promisify(execFile)(process.execPath, ['--import', 'tsx', fileURLToPath(new URL(program, import.meta.url)), ...args], {maxBuffer: 16_000_000});
	return JSON.parse(stdout) as Result;
};
