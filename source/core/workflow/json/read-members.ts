import {endOfString, skipWhitespace} from './scan-token.js';

/** Finds the end of the value at `start`: no call for every level, so that depth does not matter. */
const endOfValue = (text: string, start: number): number => {
	let depth = 0;
	let offset = start;
	do {
		const character = text[offset];
		if (character === '"') {
			offset = endOfString(text, offset);
			continue;
		}

		if (character === '{' || character === '[') {
			depth++;
		} else if (character === '}' || character === ']') {
			depth--;
		}

		offset++;
	} while (offset < text.length && (depth > 0 || !/[\s,\]}]/.test(text[offset]!)));

	return offset;
};

/**
The text of every member of a JSON object, as it is written there; of a key written twice the last one, as JSON takes it.

For what `JSON.parse` loses: `33.0` is a float to Python and a whole number to JavaScript, and long numbers lose digits. The text must be JSON; what is no object has no members.
*/
export const readMembers = (text: string): ReadonlyMap<string, string> => {
	const members = new Map<string, string>();
	let offset = skipWhitespace(text, 0);
	if (text[offset] !== '{') {
		return members;
	}

	offset = skipWhitespace(text, offset + 1);
	while (text[offset] === '"') {
		const keyEnd = endOfString(text, offset);
		const key = JSON.parse(text.slice(offset, keyEnd)) as string;
		const start = skipWhitespace(text, skipWhitespace(text, keyEnd) + 1);
		const end = endOfValue(text, start);
		members.set(key, text.slice(start, end));
		// Past the comma; after the last member past the closing brace, where no key can start.
		offset = skipWhitespace(text, skipWhitespace(text, end) + 1);
	}

	return members;
};
