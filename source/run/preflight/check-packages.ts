import {type WorkflowDocument} from '../../core/workflow/document.js';
import {findPython} from '../../clouds/local/runtimes/find-python.js';
import {findRscript} from '../../clouds/local/runtimes/find-rscript.js';
import {probePython, probeR} from '../../clouds/local/runtimes/probe-command.js';
import {type Check, fail} from './check.js';

/** A package as an installer takes it, and a function that asks for it. */
type Wanted = {readonly spec: string; readonly functionName: string};

const toList = (value: unknown): readonly string[] => [value].flat().filter((item): item is string => typeof item === 'string' && item !== '');

const getTable = (document: WorkflowDocument, table: string): Readonly<Record<string, unknown>> => {
	const value = document[table];
	return typeof value === 'object' && value !== null ? {...value} : {};
};

const listWanted = (document: WorkflowDocument, table: string, type: string): readonly Wanted[] => {
	const functions = new Set(Object.values(document.ActionList).filter(action => action.Type === type).map(({FunctionName}) => FunctionName));
	const wanted = new Map<string, Wanted>();
	for (const [functionName, value] of Object.entries(getTable(document, table)).filter(([name]) => functions.has(name))) {
		for (const spec of toList(value)) {
			wanted.set(spec, wanted.get(spec) ?? {spec, functionName});
		}
	}

	return [...wanted.values()];
};

/** `pandas[excel]>=2; python_version > "3.8"` asks for `pandas`; an address or a path has no name. */
const getName = (spec: string): string => /^[\w.-]+/.exec(spec.trim())?.[0] ?? '';

const isNamed = ({spec}: Wanted): boolean => !/[/\\]|:\/\//.test(spec.split('@', 1)[0] ?? '') && getName(spec) !== '';

/** A package's name is often not that of its module, so the list of what is installed is asked first. The user's own packages count, as they do in a run. */
const pythonProgram = `
import importlib.metadata, importlib.util, site, sys
site.addsitedir(site.getusersitepackages())
def has(name):
	try: importlib.metadata.distribution(name); return True
	except Exception: pass
	try: return importlib.util.find_spec(name.replace('-', '_')) is not None
	except Exception: return False
print('\\n'.join(name for name in sys.argv[1:] if not has(name)))`;

const rProgram = String.raw`for (p in commandArgs(TRUE)) if (!requireNamespace(p, quietly = TRUE)) cat(p, "\n", sep = "")`;

/** How one language's packages are asked for in the document, looked for and installed. */
type Language = {
	readonly type: 'Python' | 'R';
	readonly table: string;
	readonly findCommand: () => Promise<string>;
	/** Prints the names that cannot be loaded, one a line. */
	readonly probe: (command: string, names: readonly string[]) => Promise<{readonly text?: string | undefined}>;
	readonly install: (command: string, spec: string) => string;
};

const languages: readonly Language[] = [
	{
		type: 'Python',
		table: 'PyPIPackageDownloads',
		async findCommand() {
			const {executable} = await findPython();
			return executable;
		},
		probe: async (command, names) => probePython(command, pythonProgram, names),
		install: (command, spec) => `${command} -m pip install '${spec.replaceAll('\'', '')}'`,
	},
	{
		type: 'R',
		table: 'FunctionCRANPackage',
		async findCommand() {
			const {command} = await findRscript();
			return command;
		},
		probe: async (command, names) => probeR(command, rProgram, names),
		install: (command, spec) => `${command} -e 'install.packages("${getName(spec)}")'`,
	},
];

const checkLanguage = async (document: WorkflowDocument, {type, table, findCommand, probe, install}: Language): Promise<readonly Check[]> => {
	const wanted = listWanted(document, table, type).filter(item => isNamed(item));
	if (wanted.length === 0) {
		return [];
	}

	const command = await findCommand();
	const {text = ''} = await probe(command, wanted.map(({spec}) => getName(spec)));
	const missing = new Set(text.split('\n').filter(line => line !== ''));
	return wanted.filter(({spec}) => missing.has(getName(spec))).map(({spec, functionName}) => fail(
		`package ${spec}`,
		`The ${type} package ${spec} of the function ${functionName} cannot be loaded on this machine.`,
		{code: 'credentials', hint: `Install it: ${install(command, spec)}`},
	));
};

/** One failure for each package of the document that the interpreters of this machine cannot load. Throws if there is no interpreter. */
export const checkPackages = async (document: WorkflowDocument): Promise<readonly Check[]> => {
	const checks: Check[] = [];
	for (const language of languages) {
		checks.push(...await checkLanguage(document, language));
	}

	return checks;
};
