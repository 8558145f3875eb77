/* eslint-disable no-control-regex -- control characters are what this file is about */

const tabStop = 8;
const replacement = '\uFFFD';

/*
One alternative per kind of terminal sequence (ECMA-48 section 5), opened by ESC or by a C1 control: a control sequence,
a string up to its terminator, an escape sequence; last, a control that opens nothing. Carriage return and tab stay.
Every part may be missing and none can match in two ways, so a hostile text takes no longer than a friendly one.
*/
const terminalSequence = new RegExp([
	/(?:\u001B\[|\u009B)[ -?]*[@-~]?/,
	/(?:\u001B[PX\]^_]|[\u0090\u0098\u009D-\u009F])[^\u0007\u0018\u001A\u001B\u009C]*(?:\u001B\\|[\u0007\u0018\u001A\u009C])?/,
	/\u001B[ -/]*[0-~]?/,
	/(?![\t\r])\p{Cc}/u,
].map(({source}) => source).join('|'), 'gu');

// Characters that reorder what is around them (CVE-2021-42574), and halves of a pair.
const deceptive = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\p{Cs}]/gu;
const lineSeparator = /[\u2028\u2029]/g;
// What has no width can hide a message or split a secret; emoji need the variation selectors U+FE00 to U+FE0F.
const invisible = /(?![\uFE00-\uFE0F])\p{Default_Ignorable_Code_Point}|[\uFFF9-\uFFFB]/gu;

/** What a terminal would show last of a line redrawn with carriage returns. */
const lastDrawing = (line: string): string =>
	line.split('\r').findLast(drawing => drawing !== '') ?? '';

const sanitizeOneLine = (line: string): string => lastDrawing(line.replaceAll(terminalSequence, ''))
	.replaceAll(deceptive, replacement)
	.replaceAll(lineSeparator, ' ')
	.replaceAll(invisible, '');

const expandTabs = (line: string): string => {
	const [first = '', ...rest] = line.split('\t');
	if (rest.length === 0) {
		// A line of megabytes has none as a rule, and counting takes a string for each of its characters.
		return line;
	}

	let text = first;
	let column = [...first].length;
	for (const part of rest) {
		const gap = tabStop - (column % tabStop);
		text += ' '.repeat(gap) + part;
		column += gap + [...part].length;
	}

	return text;
};

/**
Makes text from elsewhere safe to print: no escape sequence, control, direction mark or invisible character is left.

Newlines and tabs stay. Of a progress bar redrawn with carriage returns the last drawing stays.
A newline ends every sequence, so a text may be cut at its newlines and sanitised in parts.
*/
export const sanitizeText = (text: string): string =>
	text.split('\n').map(line => sanitizeOneLine(line)).join('\n');

// What nearly every line is made of, and nothing is to be done about: one look instead of eight.
const plain = /^[ -~]*$/;

/** Like `sanitizeText`, as one line: newlines become spaces, tabs are expanded to stops of eight, the end is trimmed. */
export const sanitizeLine = (text: string): string =>
	(plain.test(text) ? text : expandTabs(sanitizeText(text).replaceAll('\n', ' '))).trimEnd();
