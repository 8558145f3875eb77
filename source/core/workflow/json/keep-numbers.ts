import {endOfString} from './scan-token.js';

/** A JSON text whose numbers outlive a change of its value. */
export type KeptNumbers = {
	/** The value, in which a text stands for each number that `JSON.stringify` would write differently. */
	readonly value: unknown;
	/** Writes a value made of that one as JSON, with those numbers as they were written. */
	readonly stringify: (value: unknown) => string;
};

const number = /-?\d[\d.Ee+-]*/y;

const mapNumbers = (text: string, map: (written: string) => string): string => {
	let mapped = '';
	let copied = 0;
	for (let offset = 0; offset < text.length;) {
		if (text[offset] === '"') {
			offset = endOfString(text, offset);
			continue;
		}

		number.lastIndex = offset;
		const [written] = number.exec(text) ?? [];
		if (written !== undefined) {
			mapped += text.slice(copied, offset) + map(written);
			copied = offset + written.length;
		}

		offset += written?.length ?? 1;
	}

	return mapped + text.slice(copied);
};

/**
Reads a JSON text that is to be changed and written again: `33.0` is a float to Python and R, and `JSON.stringify` makes a whole number of it; long numbers lose digits.

The text must be JSON.
*/
export const keepNumbers = (text: string): KeptNumbers => {
	// No text of the document may be taken for a number.
	const all = JSON.stringify(JSON.parse(text));
	let mark = '#';
	while (all.includes(`"${mark}`)) {
		mark += '#';
	}

	const marked = mapNumbers(text, written => String(Number(written)) === written ? written : `"${mark}${written}"`);
	return {
		value: JSON.parse(marked) as unknown,
		stringify: value => JSON.stringify(value, undefined, 2).replaceAll(new RegExp(`"${mark}(-?\\d[\\d.Ee+-]*)"`, 'g'), '$1'),
	};
};
