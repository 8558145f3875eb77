/** A line of text that the user types in the footer. */
export type Prompt = {
	readonly kind: PromptKind;
	readonly text: string;
};

export type PromptKind = 'filter-nodes' | 'find-node' | LogPromptKind;

/** What is typed for the log pane. */
export type LogPromptKind = 'search-log' | 'filter-log' | 'save-log';

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/** Takes the last character off, as people see characters. */
export const dropLastCharacter = (text: string): string => [...segmenter.segment(text)].slice(0, -1).map(({segment}) => segment).join('');

/** Takes the last word off, with the spaces behind it. */
export const dropLastWord = (text: string): string => text.replace(/\S*\s*$/u, '');
