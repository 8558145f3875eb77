import {type StoredFile} from '../../core/files/stored-file.js';
import {formatBytes} from '../../core/text/format-bytes.js';
import {type RunFiles} from '../../run/files/list-files.js';
import {cellWidth, truncateCells} from '../frame/text/cell-width.js';
import {wrapWords} from '../frame/text/wrap-words.js';
import {type Theme} from '../frame/theme.js';

/** What is known of the run's files. */
export type KnownFiles = {
	readonly found?: RunFiles;
	readonly isLooking: boolean;
	/** Why they could not be looked for. */
	readonly problem?: string;
};

export type NodeFilesInput = {
	readonly node: string;
	readonly files: KnownFiles;
	readonly columns: number;
	readonly cleanText: (text: string) => string;
};

type Entry = {readonly file: StoredFile; readonly note: string};

const indent = '  ';
const mostFiles = 20;

/** With a question mark where other nodes may have written it, or nothing but the time tells. */
const listWritten = (node: string, {files}: RunFiles): readonly Entry[] => files.filter(({nodes}) => nodes.includes(node)).map(file => {
	const others = file.nodes.filter(one => one !== node);
	return {file, note: others.length > 0 ? `? or ${others[0]}${others.length > 1 ? ` or ${others.length - 1} more` : ''}` : (file.sureness === 'time' ? '?' : '')};
});

const listRead = (node: string, {reads}: RunFiles): readonly Entry[] => reads.filter(({readers}) => readers.includes(node)).map(file => ({file, note: ''}));

const renderEntries = (entries: readonly Entry[], {columns, cleanText}: NodeFilesInput, {glyphs}: Theme): readonly string[] => {
	const rows = entries.slice(0, mostFiles).map(({file, note}) => {
		const facts = `  ${formatBytes(file.sizeBytes)}${cleanText(note)}`;
		return `${indent}${truncateCells(cleanText(file.key), columns - indent.length - cellWidth(facts) - 1, glyphs.ellipsis)}${facts}`;
	}).map(row => truncateCells(row, columns - 1, glyphs.ellipsis));
	const more = entries.length - rows.length;
	return entries.length === 0 ? [`${indent}nothing`] : [...rows, ...(more > 0 ? [`${indent}and ${more} more`] : [])];
};

/** Renders what a node wrote, and what it read as far as its arguments and its log tell: a list for each of the two headings. */
export const renderNodeFiles = (input: NodeFilesInput, renderHeading: (text: string) => readonly string[], theme: Theme): readonly string[] => {
	const {node, files: {found, isLooking, problem}, columns} = input;
	if (found === undefined) {
		const text = problem ?? (isLooking ? 'looking ...' : 'not looked for yet');
		return [...renderHeading('Files'), ...wrapWords(text, columns - 4).map(line => indent + line)];
	}

	return [
		...renderHeading('Wrote'), ...renderEntries(listWritten(node, found), input, theme),
		...renderHeading('Read, by its arguments and its log'), ...renderEntries(listRead(node, found), input, theme),
	];
};
