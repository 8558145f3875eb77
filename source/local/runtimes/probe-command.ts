import {execFile} from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';
import {getProgramPath} from '../../environment/program-path.js';

const probeTimeoutMs = 20_000;

/** What an interpreter needs to start as the user's own: where things are, which language, which version, where the user's packages are. */
const passedOn = /^(?:HOME|USER|LOGNAME|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|LD_LIBRARY_PATH|DYLD_\w+|R_HOME|R_LIBS\w*|PYTHONUSERBASE|PYENV_\w+|ASDF_\w+|SYSTEMROOT|PATHEXT|USERPROFILE|APPDATA|LOCALAPPDATA)$/iu;

const getProbeEnvironment = (): Readonly<Record<string, string | undefined>> => ({
	...Object.fromEntries(Object.entries(process.env).filter(([name]) => passedOn.test(name))),
	PATH: getProgramPath(process.env),
});

/**
Runs an interpreter with a one-line program; `undefined` when that fails.

It starts without the user's secrets and in the root folder, which is nobody's checkout and below none: Python imports what lies in the current
folder, R reads files of it, and version managers of the folders above it, too.
*/
export const probeCommand = async (command: string, args: readonly string[]): Promise<string | undefined> => {
	try {
		const {stdout} = await promisify(execFile)(command, [...args], {timeout: probeTimeoutMs, cwd: path.parse(process.execPath).root, env: getProbeEnvironment()});
		return stdout;
	} catch {
		return undefined;
	}
};

/** Runs a line of Python as nothing but the interpreter itself: neither the current folder nor the user's packages are on its path. */
export const probePython = async (command: string, program: string): Promise<string | undefined> => probeCommand(command, ['-I', '-c', program]);

/** Runs a line of R without anybody's profile, environment file or workspace. */
export const probeR = async (command: string, program: string): Promise<string | undefined> => probeCommand(command, ['--vanilla', '-e', program]);
