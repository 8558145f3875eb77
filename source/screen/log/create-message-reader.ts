import {type LogEntry} from '../../run/runner/log-entry.js';
import {type LogPattern, matchesText} from './log-pattern.js';

/** The columns before the message. */
export type LogColumns = {
	/** The node's name. */
	readonly hasNode: boolean;
	/** The level, whichever it is, and the source file; without them only WARNING and worse are named. */
	readonly hasOrigin: boolean;
};

/** Messages as they are shown. */
export type MessageReader = {
	/** The message, safe to show, cut when it is very long. */
	readonly read: (entry: LogEntry) => string;
	/** Whether what is shown of a line matches: its message, or the columns before it. */
	readonly matches: (entry: LogEntry, pattern: LogPattern, shown: LogColumns) => boolean;
	/** Whether a filter shows a line. */
	readonly passes: (entry: LogEntry, filter: LogPattern, shown: LogColumns) => boolean;
};

// More is not shown of one line: a function can log megabytes without a newline.
const longestMessage = 16_384;
// Read beyond that and dropped after masking, so that no half of a secret is left at the cut.
const margin = 4096;
const plain = /^[ -~]*$/u;
// What masks put in place of secrets can be searched for, too.
const maskCharacter = '*';

/** The word for the level where it is shown. */
export const getLevelWord = ({level}: LogEntry): string => level === undefined || level === 'INFO' || level === 'DEBUG' ? '' : level;

/** A source file as it is shown: `executor` for `executor.py`. */
export const getSourceName = (source: string): string => source.replace(/\.py$/u, '');

/** Creates the way to read messages, remembering those of the lines that are in use. */
export const createMessageReader = (cleanText: (text: string) => string): MessageReader => {
	const known = new WeakMap<LogEntry, string>();
	const read = (entry: LogEntry): string => {
		const remembered = known.get(entry);
		if (remembered !== undefined) {
			return remembered;
		}

		const {message} = entry;
		const isCut = message.length > longestMessage + margin;
		const cleaned = cleanText(isCut ? message.slice(0, longestMessage + margin) : message);
		const text = (isCut ? cleaned.slice(0, Math.max(0, cleaned.length - margin)) : cleaned).slice(0, longestMessage);
		known.set(entry, text);
		return text;
	};

	// There are as many of these as nodes and source files, not as lines.
	const names = new Map<string, string>();
	const cleanName = (name: string): string => {
		const cleaned = names.get(name) ?? cleanText(name);
		names.set(name, cleaned);
		return cleaned;
	};

	const listCells = (entry: LogEntry, {hasNode, hasOrigin}: LogColumns): readonly string[] => [
		...(hasNode ? [cleanName(entry.node)] : []),
		hasOrigin ? entry.level ?? '' : getLevelWord(entry),
		...(hasOrigin && entry.source !== undefined ? [getSourceName(cleanName(entry.source))] : []),
	];

	const matches = (entry: LogEntry, pattern: LogPattern, shown: LogColumns): boolean => {
		const {message} = entry;
		if (listCells(entry, shown).some(cell => cell !== '' && matchesText(pattern, cell))) {
			return true;
		}

		// Cleaning costs ten times a comparison, and of plain text it changes what is masked only.
		const isCheap = message.length <= longestMessage && !pattern.text.includes(maskCharacter) && plain.test(message);
		return (!isCheap || matchesText(pattern, message)) && matchesText(pattern, read(entry));
	};

	return {read, matches, passes: (entry, filter, shown) => matches(entry, filter, shown) !== filter.isInverse};
};
