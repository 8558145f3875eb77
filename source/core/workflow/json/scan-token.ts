/** Thrown inside the scanner only; `scanJson` turns it into a result. */
export class JsonSyntaxError extends Error {
	readonly offset: number;
	readonly hint: string | undefined;

	constructor(message: string, offset: number, hint?: string) {
		super(message);
		this.offset = offset;
		this.hint = hint;
	}
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?/y;
const word = /[A-Za-z]+/y;
const escapes = new Set(['"', '\\', '/', 'b', 'f', 'n', 'r', 't']);
const fourHexDigits = /[\dA-Fa-f]{4}/y;
const words = new Set(['true', 'false', 'null']);

/** Skips what JSON calls whitespace. */
export const skipWhitespace = (text: string, start: number): number => {
	let offset = start;
	while (offset < text.length) {
		const code = text.codePointAt(offset);
		if (code !== 0x20 && code !== 0x0A && code !== 0x0D && code !== 0x09) {
			break;
		}

		offset++;
	}

	return offset;
};

const endOfEscape = (text: string, offset: number): number => {
	const letter = text[offset + 1] ?? '';
	if (escapes.has(letter)) {
		return offset + 2;
	}

	fourHexDigits.lastIndex = offset + 2;
	if (letter === 'u' && fourHexDigits.test(text)) {
		return offset + 6;
	}

	throw new JsonSyntaxError('A backslash in a text starts an escape that JSON does not have.', offset, String.raw`Write \\ for a backslash.`);
};

/** Finds the end of a string whose opening quote is at `start`. A loop, because texts can be megabytes long. */
export const endOfString = (text: string, start: number): number => {
	let offset = start + 1;
	while (offset < text.length) {
		const code = text.codePointAt(offset)!;
		if (code === 0x22) {
			return offset + 1;
		}

		if (code < 0x20) {
			throw new JsonSyntaxError('A text has a line break or control character in it.', offset, String.raw`Close the text with " on the same line, or write \n for a line break.`);
		}

		offset = code === 0x5C ? endOfEscape(text, offset) : offset + 1;
	}

	throw new JsonSyntaxError('A text that starts here never ends.', start, 'Close it with ".');
};

const hintFor = (text: string, offset: number): string | undefined => {
	if (text[offset] === '\'') {
		return 'Use double quotes.';
	}

	return text[offset] === '/' || text[offset] === '#' ? 'Remove the comment; JSON has none.' : undefined;
};

/** Names what stands at a place, for a message. */
export const describeFound = (text: string, offset: number): string => {
	if (offset >= text.length) {
		return 'the text ends';
	}

	word.lastIndex = offset;
	return `${JSON.stringify(word.exec(text)?.[0].slice(0, 30) ?? String.fromCodePoint(text.codePointAt(offset)!))} follows`;
};

/** An error for a place where something else was expected. */
export const unexpected = (text: string, offset: number, expected: string): JsonSyntaxError =>
	new JsonSyntaxError(`Expected ${expected}, but ${describeFound(text, offset)}.`, offset, hintFor(text, offset));

/** Finds the end of a number, `true`, `false` or `null`. */
export const endOfScalar = (text: string, start: number): number => {
	word.lastIndex = start;
	const name = word.exec(text)?.[0];
	if (name !== undefined && words.has(name)) {
		return start + name.length;
	}

	number.lastIndex = start;
	const digits = number.exec(text)?.[0];
	if (digits === undefined) {
		throw unexpected(text, start, 'a value');
	}

	return start + digits.length;
};
