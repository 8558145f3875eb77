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

const listMissing = (text: string | undefined): ReadonlySet<string> => new Set((text ?? '').split('\n').filter(line => line !== ''));

const describe = (language: string, {spec, functionName}: Wanted, install: string): Check =>
	fail(`package ${spec}`, `The ${language} package ${spec} of the function ${functionName} cannot be loaded on this machine.`, {code: 'credentials', hint: `Install it: ${install}`});

const checkPythonPackages = async (document: WorkflowDocument): Promise<readonly Check[]> => {
	const wanted = listWanted(document, 'PyPIPackageDownloads', 'Python').filter(item => isNamed(item));
	if (wanted.length === 0) {
		return [];
	}

	const {executable} = await findPython();
	const {text} = await probePython(executable, pythonProgram, wanted.map(({spec}) => getName(spec)));
	const missing = listMissing(text);
	return wanted.filter(({spec}) => missing.has(getName(spec))).map(item => describe('Python', item, `${executable} -m pip install '${item.spec.replaceAll('\'', '')}'`));
};

const checkRPackages = async (document: WorkflowDocument): Promise<readonly Check[]> => {
	const cran = listWanted(document, 'FunctionCRANPackage', 'R').filter(item => isNamed(item));
	if (cran.length === 0) {
		return [];
	}

	const {command} = await findRscript();
	const {text} = await probeR(command, rProgram, cran.map(({spec}) => getName(spec)));
	const missing = listMissing(text);
	return cran.filter(({spec}) => missing.has(getName(spec))).map(item => describe('R', item, `${command} -e 'install.packages("${getName(item.spec)}")'`));
};

/** One failure for each package of the document that the interpreters of this machine cannot load: the function that asks for it would fail at once. Throws when there is no interpreter. */
export const checkPackages = async (document: WorkflowDocument): Promise<readonly Check[]> =>
	[...await checkPythonPackages(document), ...await checkRPackages(document)];
