import {FaasrTuiError} from '../../../ports/errors/faasr-tui-error.js';
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

const probe = async (command: string): Promise<PythonRuntime | {readonly complaint: string | undefined}> => {
	const probed = await probePython(command, program);
	if (probed.text === undefined) {
		return probed;
	}

	try {
		const [executable, version, userBase] = JSON.parse(probed.text) as [string, [number, number, number], string];
		return version[0] === 3 && version[1] >= minimumMinor ? {executable: executable || command, version: version.join('.'), userBase} : {complaint: `it is Python ${version.join('.')}`};
	} catch {
		return {complaint: undefined};
	}
};

const search = async (commands: readonly string[]): Promise<PythonRuntime> => {
	const complaints: string[] = [];
	for (const command of commands) {
		const probed = await probe(command);
		if ('executable' in probed) {
			return probed;
		}

		complaints.push(...probed.complaint === undefined ? [] : [`${command}: ${probed.complaint}`]);
	}

	const said = complaints.length === 0 ? '' : ` (${complaints.join('; ')})`;
	throw new FaasrTuiError(`No Python 3.${minimumMinor} or later was found as ${commands.join(' or ')}${said}; the local cloud needs it to run Python functions.`, {
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
