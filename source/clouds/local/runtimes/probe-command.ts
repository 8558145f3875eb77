import {execFile} from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';
import {sanitizeText} from '../../../core/text/sanitize.js';
import {getProgramPath} from '../../../environment/program-path.js';

const probeTimeoutMs = 20_000;

const longestComplaint = 200;

/** What an interpreter needs to start as the user's own: where things are, which language, which version, where the user's packages are. */
const passedOn = /^(?:HOME|USER|LOGNAME|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|LD_LIBRARY_PATH|DYLD_\w+|R_HOME|R_LIBS\w*|PYTHONUSERBASE|PYENV_\w+|ASDF_\w+|SYSTEMROOT|PATHEXT|USERPROFILE|APPDATA|LOCALAPPDATA)$/iu;

const getProbeEnvironment = (): Readonly<Record<string, string | undefined>> => ({
	...Object.fromEntries(Object.entries(process.env).filter(([name]) => passedOn.test(name))),
	PATH: getProgramPath(process.env),
});

/** What an interpreter printed, or why it cannot be used: the first thing that it said of it. */
export type Probed = {readonly text: string} | {readonly text?: undefined; readonly complaint: string | undefined};

const getComplaint = (error: unknown): string | undefined => {
	const {stderr} = error as {readonly stderr?: unknown};
	const lines = typeof stderr === 'string' ? sanitizeText(stderr).split('\n').map(line => line.trim()) : [];
	return lines.find(line => line !== '')?.slice(0, longestComplaint);
};

/**
Runs an interpreter with a one-line program.

It starts without the user's secrets and in the root folder, which is nobody's checkout and below none: Python imports what lies in the current
folder, R reads files of it, and version managers of the folders above it, too.
*/
export const probeCommand = async (command: string, args: readonly string[]): Promise<Probed> => {
	try {
		const {stdout} = await promisify(execFile)(command, [...args], {timeout: probeTimeoutMs, cwd: path.parse(process.execPath).root, env: getProbeEnvironment()});
		return {text: stdout};
	} catch (error) {
		return {complaint: getComplaint(error)};
	}
};

/** Runs a line of Python as nothing but the interpreter itself: neither the current folder nor the user's packages are on its path. */
export const probePython = async (command: string, program: string, args: readonly string[] = []): Promise<Probed> => probeCommand(command, ['-I', '-c', program, ...args]);

/** Runs a line of R without anybody's profile, environment file or workspace. */
export const probeR = async (command: string, program: string, args: readonly string[] = []): Promise<Probed> => probeCommand(command, ['--vanilla', '-e', program, ...args]);
