import {execFile} from 'node:child_process';
import {promisify} from 'node:util';

const probeTimeoutMs = 20_000;

/** Runs an interpreter with a one-line program in the user's own environment; `undefined` when that fails. */
export const probeCommand = async (command: string, args: readonly string[]): Promise<string | undefined> => {
	try {
		const {stdout} = await promisify(execFile)(command, [...args], {timeout: probeTimeoutMs});
		return stdout;
	} catch {
		return undefined;
	}
};
