import {isContainerImage} from '../container-image.js';
import {type ActionDefinition, type WorkflowDocument} from '../document.js';
import {error, type Finding, warning} from '../finding.js';
import {getEntries, getOwn} from '../json/json-object.js';
import {quoteName} from '../quote-name.js';
import {type Lint} from './lint-context.js';
import {findRepositoryFault} from './repository-form.js';

const isBuiltIn = (action: ActionDefinition): boolean => action['_faasr_builtin'] === true;

const lintContainers: Lint = ({document}) => {
	const {ActionContainers: containers} = document;
	if (containers === undefined) {
		return [warning('missing-container', [], 'The document has no ActionContainers; no action can be registered.', 'Add an entry for every action, such as "ghcr.io/faasr/github-actions-python:latest".')];
	}

	return Object.keys(document.ActionList).filter(name => !Object.hasOwn(containers, name)).map(name => warning(
		'missing-container',
		['ActionContainers'],
		`Action ${quoteName(name)} has no entry in ActionContainers and cannot be registered.`,
		'Add one, such as "ghcr.io/faasr/github-actions-python:latest".',
	));
};

const lintImages: Lint = ({document}) => Object.entries(document.ActionContainers ?? {}).filter(([, image]) => !isContainerImage(image)).map(([action, image]) => {
	const at = ['ActionContainers', action];
	// Whoever dispatches would choose the image that gets every secret.
	return image.includes('${{')
		? error('container-image', at, `The image of action ${quoteName(action)} is an expression, ${quoteName(image)}.`, 'Write an image such as "ghcr.io/owner/image:tag".')
		: warning('container-image', at, `${quoteName(image)} of action ${quoteName(action)} is not a container image.`, 'Write one such as "ghcr.io/owner/image:tag".');
});

const isFilled = (value: unknown): boolean => (typeof value === 'string' || Array.isArray(value)) && value.length > 0;

/** Functions and the first action that calls each. */
const getFunctions = ({ActionList: actions}: WorkflowDocument): ReadonlyMap<string, string> => {
	const functions = new Map<string, string>();
	for (const [name, action] of Object.entries(actions)) {
		if (!isBuiltIn(action) && !functions.has(action.FunctionName)) {
			functions.set(action.FunctionName, name);
		}
	}

	return functions;
};

const lintFunctions: Lint = ({document}) => [...getFunctions(document)]
	.filter(([functionName]) => ![document.FunctionGitRepo, document.FunctionLocalFile]
		.some(sources => isFilled(getOwn(sources, functionName))))
	.map(([functionName, action]) => warning(
		'missing-function-source',
		['ActionList', action, 'FunctionName'],
		`Function ${quoteName(functionName)} of action ${quoteName(action)} has no entry in FunctionGitRepo; FaaSr does not find it.`,
		`Add ${quoteName(functionName)} to FunctionGitRepo, such as "owner/repository/folder".`,
	));

const lintTwofold: Lint = ({document}) => [...getFunctions(document)]
	.filter(([functionName]) => [document.FunctionGitRepo, document.FunctionLocalFile]
		.every(sources => isFilled(getOwn(sources, functionName))))
	.map(([functionName]) => warning(
		'twofold-function-source',
		['FunctionLocalFile', functionName],
		`Function ${quoteName(functionName)} is in FunctionGitRepo and in FunctionLocalFile; FaaSr refuses both.`,
		'Keep one of them.',
	));

const lintForms: Lint = ({document}) => Object.entries(document.FunctionGitRepo ?? {}).flatMap(([functionName, repositories]) =>
	[repositories].flat().flatMap((repository): readonly Finding[] => {
		const fault = findRepositoryFault(repository);
		return fault === undefined ? [] : [warning('function-repository-form', ['FunctionGitRepo', functionName], `FunctionGitRepo of ${quoteName(functionName)}: ${quoteName(repository)} ${fault.reason}.`, fault.hint)];
	}));

const packageKeys = ['PyPIPackageDownloads', 'FunctionCRANPackage', 'FunctionGitHubPackage'] as const;

const lintPackages: Lint = ({document}) => {
	const functions = new Set(Object.values(document.ActionList).map(({FunctionName: functionName}) => functionName));
	return packageKeys.flatMap(key => getEntries(document[key])
		.filter(([name, packages]) => isFilled(packages) && !functions.has(name))
		.map(([name]) => warning('unused-packages', [key, name], `No action has the function ${quoteName(name)}, so its packages are not installed.`, Object.hasOwn(document.ActionList, name)
			? `Name the function instead of the action: ${quoteName(document.ActionList[name]!.FunctionName)}.`
			: 'Name a FunctionName or remove the entry.')));
};

/** Finds actions without a container, and functions that nobody can fetch or that are to be fetched twice. */
export const lintSources: Lint = context =>
	[lintContainers, lintImages, lintFunctions, lintTwofold, lintForms, lintPackages].flatMap(lint => lint(context));
