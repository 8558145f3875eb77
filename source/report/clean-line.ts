import {sanitizeLine} from '../core/text/sanitize.js';

/** Beyond this a line is cut (characters): nobody reads on, and some CI systems drop longer ones. */
const longestLine = 2000;

/** What is looked at of a line (characters): a function can print megabytes without an end of line. */
const longestRead = 65_536;
/** Looked at and not shown where a line is not read to its end, so that no half of a secret is left there. */
const margin = 4096;

const describeRest = (count: number): string => ` … ${count} more characters`;

const cut = (line: string, length = longestLine): string => {
	// Half of a pair is no character.
	const end = /[\uD800-\uDBFF]/u.test(line.charAt(length - 1)) ? length - 1 : length;
	return line.slice(0, Math.max(0, end));
};

/** Of a progress bar the last drawing, as `sanitizeLine` shows it. */
const takeLastDrawing = (text: string): string => text.slice(text.lastIndexOf('\r', text.length - 2) + 1);

/** Makes text from elsewhere one line that can be printed: without terminal sequences, then without secrets, then no longer than is read. */
export const createLineCleaner = (mask: (text: string) => string) => (text: string): string => {
	const drawing = text.length <= longestRead ? text : takeLastDrawing(text);
	if (drawing.length <= longestRead) {
		const line = mask(sanitizeLine(drawing));
		const shown = cut(line);
		return line.length <= longestLine ? line : shown + describeRest(line.length - shown.length);
	}

	const line = mask(sanitizeLine(drawing.slice(0, longestRead)));
	const shown = cut(line, Math.min(longestLine, line.length - margin));
	return shown + describeRest(drawing.length - shown.length);
};
