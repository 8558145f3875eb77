import {FaasrTuiError} from '../../errors/faasr-tui-error.js';
import {probePython} from './probe-command.js';

/** A Python that can run functions: 3.8 or later, nothing but its standard library needed. */
export type PythonRuntime = {
	/** The interpreter itself, not a version manager's wrapper around it. */
	readonly executable: string;
	/** `3.11.7`. */
	readonly version: string;
	/** Where `pip install --user` puts packages; a run's HOME is its own, so it must be said. */
	readonly userBase: string;
};

const program = 'import sys, site, json; print(json.dumps([sys.executable, list(sys.version_info[:3]), site.getuserbase()]))';
const minimumMinor = 8;
const found = new Map<string, Promise<PythonRuntime>>();

const probe = async (command: string): Promise<PythonRuntime | undefined> => {
	const text = await probePython(command, program);
	try {
		const [executable, version, userBase] = JSON.parse(text ?? '') as [string, [number, number, number], string];
		return version[0] === 3 && version[1] >= minimumMinor ? {executable: executable || command, version: version.join('.'), userBase} : undefined;
	} catch {
		return undefined;
	}
};

const search = async (commands: readonly string[]): Promise<PythonRuntime> => {
	for (const command of commands) {
		const runtime = await probe(command);
		if (runtime !== undefined) {
			return runtime;
		}
	}

	throw new FaasrTuiError(`No Python 3.${minimumMinor} or later was found as ${commands.join(' or ')}; the local cloud needs it to run Python functions.`, {
		code: 'usage',
		hint: 'Install Python from https://www.python.org/downloads/ or put python3 on your PATH.',
	});
};

/** Finds the Python that runs functions, once: the given command, else `python3`, else `python`. */
export const findPython = async (pythonCommand?: string): Promise<PythonRuntime> => {
	const key = pythonCommand ?? '';
	const searching = found.get(key) ?? search(pythonCommand === undefined ? ['python3', 'python'] : [pythonCommand]);
	found.set(key, searching);
	try {
		return await searching;
	} catch (error) {
		// It may be installed while we run.
		found.delete(key);
		throw error;
	}
};
