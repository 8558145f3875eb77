import {type WorkflowDocument} from '../workflow/document.js';

/** A text among an action's arguments; each of a list is one. */
export type ActionText = {
	readonly action: string;
	/** Name of the argument. */
	readonly name: string;
	/** As FaaSr makes a key of it: without `.`, doubled slashes, and a slash at either end (faasr.md 3b). */
	readonly path: string;
};

/** S3 allows no longer key (bytes; a character has at least one). */
const keyLimit = 1024;

/** FaaSr drops `.` from the folder of a key and squeezes slashes; a key does not begin with one. */
export const toKeyPath = (text: string): string => text.split('/').filter(part => part !== '' && part !== '.').join('/');

const isPath = (text: string): boolean => text.length <= keyLimit && !/[\n\r]|:\/\//u.test(text);

const listTexts = (value: unknown): readonly string[] => [value].flat().flatMap(one => typeof one === 'string' && isPath(one) ? [one] : []);

/** Every text among the arguments that can be, or begin, a key; addresses and texts of several lines cannot. */
export const listActionTexts = ({ActionList: actions}: WorkflowDocument): readonly ActionText[] =>
	Object.entries(actions).flatMap(([action, {Arguments: all = {}}]) => Object.entries(all).flatMap(([name, value]) =>
		listTexts(value).map(text => ({action, name, path: toKeyPath(text)}))));

/** What a node reads is named as a rule `input…`: such an argument does not tell who wrote the file. */
export const isInput = ({name}: ActionText): boolean => /^in(?:put|_)/iu.test(name);

/** Whether a path is all of a key, or its end from a `/` on. */
export const namesFile = (path: string, key: string): boolean => key === path || key.endsWith(`/${path}`);
