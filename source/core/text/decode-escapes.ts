/** A text with its escapes read, and where each of its characters came from. */
export type DecodedText = {
	readonly text: string;
	/** By character of `text`: the first character of the original that it stands for, and the one after the last. */
	readonly starts: readonly number[];
	readonly ends: readonly number[];
};

/** Bytes in percent escapes; escapes of JSON, Python, R and shells; character references of HTML and XML. No two can match at the same place, so time stays linear. */
const escape = /(?:%[\da-f]{2})+|\\u[\da-f]{4}|\\x[\da-f]{2}|\\\W|\\[bfnrtv]|&#\d{1,7};|&#x[\da-f]{1,6};|&(?:amp|lt|gt|quot|apos);/gi;

/** The same, with blanks of any kind and number: sanitising makes one kind of another, and tabs wider. */
const escapeOrBlanks = new RegExp(`${escape.source}|\\s+`, 'gi');

const references: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', apos: '\''};

const decodeBytes = (text: string): string => {
	const bytes = Uint8Array.from(text.slice(1).split('%'), hex => Number.parseInt(hex, 16));
	try {
		return new TextDecoder('utf8', {fatal: true, ignoreBOM: true}).decode(bytes);
	} catch {
		return String.fromCodePoint(...bytes);
	}
};

const fromCode = (code: number): string => code <= 0x10_FF_FF ? String.fromCodePoint(code) : '\uFFFD';

const decodeReference = (text: string): string => {
	const name = text.slice(1, -1).toLowerCase();
	if (name.startsWith('#')) {
		return fromCode(name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)));
	}

	return references[name]!;
};

const decodeBackslash = (text: string): string => {
	if (text.length > 2) {
		return fromCode(Number.parseInt(text.slice(2), 16));
	}

	// A line end or tab that was escaped is a blank like the one it stands for.
	return /\w$/.test(text) ? ' ' : text.slice(1);
};

const decoders: Readonly<Record<string, (text: string) => string>> = {'%': decodeBytes, '&': decodeReference, '\\': decodeBackslash};

const decodeOne = (text: string): string => decoders[text.charAt(0)]?.(text) ?? ' ';

/** Reads the escapes of a text once; `undefined` when there are none. With `hasBlanks`, a run of blanks becomes one, too. */
export const decodeEscapes = (text: string, hasBlanks: boolean): DecodedText | undefined => {
	const parts: string[] = [];
	const starts: number[] = [];
	const ends: number[] = [];
	let position = 0;
	let hasChanged = false;
	const keep = (end: number): void => {
		parts.push(text.slice(position, end));
		for (; position < end; position++) {
			starts.push(position);
			ends.push(position + 1);
		}
	};

	for (const {0: found, index} of text.matchAll(hasBlanks ? escapeOrBlanks : escape)) {
		const decoded = decodeOne(found);
		if (decoded === found) {
			continue;
		}

		hasChanged = true;
		keep(index);
		parts.push(decoded);
		// One byte each, as a rule: a character is then three of the original, and no more than those are masked.
		const isByteWise = decoded.length * 3 === found.length;
		for (let offset = 0; offset < decoded.length; offset++) {
			starts.push(isByteWise ? index + (offset * 3) : index);
			ends.push(isByteWise ? index + (offset * 3) + 3 : index + found.length);
		}

		position = index + found.length;
	}

	if (!hasChanged) {
		return undefined;
	}

	keep(text.length);
	return {text: parts.join(''), starts, ends};
};
