import {type Invocation} from '../core/log/invocation.js';
import {trimEndSlashes} from '../core/text/trim-slashes.js';
import {type Workflow} from '../core/workflow/workflow.js';

/** The `folder` argument of the entry action, else of the first action that has one. */
const findFolder = (workflow: Workflow): string | undefined => {
	const {ActionList: actions} = workflow.document;
	const ordered = [workflow.entry, ...workflow.actions.keys()];
	const folder = ordered.map(name => actions[name]?.Arguments?.['folder']).find(value => typeof value === 'string' && value !== '');
	return typeof folder === 'string' ? folder : undefined;
};

const trimSlashes = (path: string): string => trimEndSlashes(path.replace(/^\/+/u, ''));

/** The template that is used when none is given. */
export const getDefaultKeyPrefix = (workflow: Workflow): string => {
	const folder = findFolder(workflow);
	return folder === undefined ? '{InvocationID}' : `${trimSlashes(folder)}/{InvocationID}`;
};

/**
Where a file may be that is not below the default: the official functions write to their `folder` itself, without the InvocationID.

Nothing where a test has said where its files are.
*/
const getOtherKeyPrefixes = (workflow: Workflow): readonly string[] => {
	const folder = findFolder(workflow);
	return folder === undefined ? [] : [trimSlashes(folder)];
};

/** Fills in `{InvocationID}`, `{InvocationTimestamp}` and `{WorkflowName}`. */
export const renderKeyPrefix = (template: string, {id, timestamp, workflowName}: Invocation): string => {
	const values: Readonly<Record<string, string>> = {InvocationID: id, InvocationTimestamp: timestamp, WorkflowName: workflowName};
	return trimSlashes(template.replaceAll(/\{(?<name>\w+)\}/gu, (placeholder, name: string) => values[name] ?? placeholder));
};

/** The key of a file below a prefix; a prefix may be empty. */
export const joinKey = (prefix: string, file: string): string => prefix === '' ? file.replace(/^\/+/u, '') : `${prefix}/${file.replace(/^\/+/u, '')}`;

/** The keys that a file may have: below the prefix of a template, or, without one, below the default or one of the others. */
export const listKeys = (workflow: Workflow, invocation: Invocation, file: string, template?: string): readonly [string, ...string[]] => {
	const others = template === undefined ? getOtherKeyPrefixes(workflow) : [];
	return [joinKey(renderKeyPrefix(template ?? getDefaultKeyPrefix(workflow), invocation), file), ...others.map(prefix => joinKey(prefix, file))];
};
