import {type WorkflowDocument} from '../../../core/workflow/document.js';

const listNames = (document: WorkflowDocument, matches: (action: Readonly<Record<string, unknown>>) => boolean): string =>
	Object.entries(document.ActionList).filter(([, action]) => matches(action)).map(([name]) => name).join(', ');

const packageTables = ['PyPIPackageDownloads', 'FunctionCRANPackage', 'FunctionGitHubPackage'] as const;

/** What of a document the local cloud does otherwise than the clouds it names, one sentence each; empty when nothing differs. */
export const describeLocalLimits = (document: WorkflowDocument): string[] => {
	const julia = listNames(document, action => action['Type'] === 'Julia');
	const builtIn = listNames(document, action => Boolean(action['_faasr_builtin']));
	const packages = packageTables.filter(table => Object.values(document[table] ?? {}).some(list => Array.isArray(list) ? list.length > 0 : Boolean(list)));
	const containers = Object.keys(document.ActionContainers ?? {}).length > 0;
	return [
		...(julia === '' ? [] : [`Julia functions cannot run on the local cloud and will fail: ${julia}.`]),
		...(builtIn === '' ? [] : [`No virtual machine is started or stopped on the local cloud; these actions only say so: ${builtIn}.`]),
		...(packages.length === 0 ? [] : [`Packages of ${packages.join(', ')} are not installed; functions use those of this machine.`]),
		...(containers ? ['Actions run as local processes; ActionContainers is ignored.'] : []),
	];
};
