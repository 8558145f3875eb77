import {type WorkflowDocument} from './document.js';

const listTexts = (value: unknown): readonly string[] => {
	if (typeof value === 'string') {
		return [value];
	}

	return Array.isArray(value) ? value.flatMap(item => listTexts(item)) : [];
};

const getKeys = (value: unknown): readonly string[] => typeof value === 'object' && value !== null ? Object.keys(value) : [];

const getValues = (value: unknown): readonly unknown[] => typeof value === 'object' && value !== null ? Object.values(value) : [];

/** The file of a path, without the folders before it. */
const getFile = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** What names of actions and files consist of; a secret that somebody has pasted in the place of one seldom does. */
const plainName = /^[\w./ -]{1,200}$/;

/** The names that a document gives to the workflow, its actions, functions and files: they are shown whatever they are. Takes any JSON object. */
export const listDocumentNames = (document: Partial<WorkflowDocument>): readonly string[] => {
	const {WorkflowName, ActionList, FunctionGitRepo, FunctionLocalFile} = document;
	const functionNames = getValues(ActionList).flatMap(action => listTexts((action as {readonly FunctionName?: unknown} | undefined)?.FunctionName));
	const paths = [...getValues(FunctionGitRepo), ...getValues(FunctionLocalFile)].flatMap(value => listTexts(value));
	return [...new Set([...listTexts(WorkflowName), ...getKeys(ActionList), ...functionNames, ...paths, ...paths.map(path => getFile(path))])].filter(name => plainName.test(name));
};
