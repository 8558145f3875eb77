import {splitClusters} from '../frame/text/clusters.js';

/** A line of text that the user types in the footer. */
export type Prompt = {
	readonly kind: PromptKind;
	readonly text: string;
};

/** What is typed for the log pane. */
export type LogPromptKind = 'search-log' | 'filter-log' | 'save-log';

/** What is typed for the files. */
export type FilesPromptKind = 'filter-files' | 'save-file' | 'save-files';

export type PromptKind = 'filter-nodes' | 'find-node' | LogPromptKind | FilesPromptKind;

/** Takes the last character off, as people see characters. */
export const dropLastCharacter = (text: string): string => splitClusters(text).slice(0, -1).join('');

/** Takes the last word off, with the spaces behind it. */
export const dropLastWord = (text: string): string => text.replace(/\S*\s*$/u, '');

/** What stands before the text. */
export const promptLabels = {
	'filter-nodes': '/',
	'find-node': '/',
	'search-log': '/',
	'filter-log': '&',
	'save-log': 'save as: ',
	'filter-files': '/',
	'save-file': 'save as: ',
	'save-files': 'save into folder: ',
} satisfies Record<PromptKind, string>;
