import {error, type Finding} from './finding.js';
import {getEntries, getOwn, isJsonObject} from './json/json-object.js';

const isVersion0 = (root: Readonly<Record<string, unknown>>): boolean =>
	Object.hasOwn(root, 'LoggingServer')
	|| getEntries(root['FunctionList']).some(([, entry]) => isJsonObject(entry) && Object.hasOwn(entry, 'Actionname'))
	|| getEntries(root['ComputeServers']).some(([, entry]) => isJsonObject(entry) && Object.hasOwn(entry, 'RepoName'));

/**
Recognises documents written for FaaSr 0 and 1, which have `FunctionList` in place of `ActionList`.

One finding that names the version says more than the heap of missing keys FaaSr 2 would find.
*/
export const recogniseOldDialect = (document: unknown): Finding | undefined => {
	if (!isJsonObject(document) || Object.hasOwn(document, 'ActionList') || !isJsonObject(getOwn(document, 'FunctionList'))) {
		return undefined;
	}

	return isVersion0(document)
		? error(
			'version-0-document',
			['FunctionList'],
			'This document is written for FaaSr 0, before its first release; FaaSr 2 cannot run it.',
			'Write it anew: FunctionList becomes ActionList, Actionname becomes FunctionName with an entry in FunctionGitRepo and ActionContainers, LoggingServer becomes LoggingDataStore, RepoName and Ref of a server become ActionRepoName and Branch; add WorkflowName, DefaultDataStore, FaaSrLog and a Type for every action.',
		)
		: error(
			'version-1-document',
			['FunctionList'],
			'This document is written for FaaSr 1; FaaSr 2 cannot run it.',
			'Rename FunctionList to ActionList, add WorkflowName and a Type ("R", "Python" or "Julia") for every action, make every InvokeNext a list, write conditions as {"True": […], "False": […]}, and use hyphens in names.',
		);
};
