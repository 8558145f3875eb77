import {sanitizeLine} from '../core/text/sanitize.js';

/** Beyond this a line is cut (characters): nobody reads on, and some CI systems drop longer ones. */
const longestLine = 2000;

const cut = (line: string): string => {
	if (line.length <= longestLine) {
		return line;
	}

	// Half of a pair is no character.
	const end = /[\uD800-\uDBFF]/u.test(line.charAt(longestLine - 1)) ? longestLine - 1 : longestLine;
	return `${line.slice(0, end)} … ${line.length - end} more characters`;
};

/** Makes text from elsewhere one line that can be printed: without terminal sequences, then without secrets, then no longer than is read. */
export const createLineCleaner = (mask: (text: string) => string) => (text: string): string => cut(mask(sanitizeLine(text)));
