import {endOfScalar, endOfString, JsonSyntaxError, skipWhitespace, unexpected} from './scan-token.js';
import {type JsonPath} from './json-path.js';

/** Where a value stands in the text, and where its parts do. */
export type JsonSpan = {
	/** Of the key for a member of an object, of the value for anything else. */
	readonly offset: number;
	readonly parts?: ReadonlyMap<string | number, JsonSpan>;
};

/** A key written twice in one object; JSON takes the last one. */
export type DuplicateKey = {
	readonly path: JsonPath;
	readonly offset: number;
};

/** What the text of a JSON document looks like: its first syntax error, or the place of every value. */
export type JsonScan = {
	readonly root?: JsonSpan;
	readonly duplicates: readonly DuplicateKey[];
	readonly error?: {readonly offset: number; readonly message: string; readonly hint?: string | undefined};
};

type Container = {
	readonly isArray: boolean;
	readonly parts: Map<string | number, JsonSpan>;
	/** The key or index whose value is being read. */
	segment: string | number;
};

type Scanner = {
	readonly text: string;
	readonly stack: Container[];
	readonly duplicates: DuplicateKey[];
	offset: number;
};

/** Who walks or writes a value, Python's and our own `JSON.stringify` included, calls itself for every level and runs out of stack at some thousand. */
const depthLimit = 500;

const readKey = (scanner: Scanner, container: Container): number => {
	const {text, offset: start} = scanner;
	if (text[start] !== '"') {
		throw unexpected(text, start, 'a key in double quotes');
	}

	const end = endOfString(text, start);
	const inner = text.slice(start + 1, end - 1);
	const key = inner.includes('\\') ? JSON.parse(`"${inner}"`) as string : inner;
	if (container.parts.has(key)) {
		scanner.duplicates.push({path: [...scanner.stack.slice(0, -1).map(({segment}) => segment), key], offset: start});
	}

	container.segment = key;
	scanner.offset = skipWhitespace(text, end);
	if (text[scanner.offset] !== ':') {
		throw unexpected(text, scanner.offset, '":" after a key');
	}

	scanner.offset = skipWhitespace(text, scanner.offset + 1);
	return start;
};

/** Reads up to the start of a value and returns where a problem with that value is to be shown. */
const readSegment = (scanner: Scanner): number => {
	const container = scanner.stack.at(-1);
	return container === undefined || container.isArray ? scanner.offset : readKey(scanner, container);
};

const place = (scanner: Scanner, value: JsonSpan): JsonSpan => {
	const container = scanner.stack.at(-1);
	container?.parts.set(container.segment, value);
	return value;
};

/** Reads one value; returns true when it is a container with something in it. */
const readValue = (scanner: Scanner, keepRoot: (root: JsonSpan) => void): boolean => {
	const {text} = scanner;
	const shownAt = readSegment(scanner);
	const opening = text[scanner.offset];
	if (opening !== '{' && opening !== '[') {
		scanner.offset = opening === '"' ? endOfString(text, scanner.offset) : endOfScalar(text, scanner.offset);
		keepRoot(place(scanner, {offset: shownAt}));
		return false;
	}

	const parts = new Map<string | number, JsonSpan>();
	keepRoot(place(scanner, {offset: shownAt, parts}));
	scanner.offset = skipWhitespace(text, scanner.offset + 1);
	if (text[scanner.offset] === (opening === '{' ? '}' : ']')) {
		scanner.offset++;
		return false;
	}

	if (scanner.stack.length === depthLimit) {
		throw new JsonSyntaxError(`Lists and objects are nested more than ${depthLimit} deep.`, shownAt, 'Nest them less: no part of a workflow needs so many levels.');
	}

	scanner.stack.push({isArray: opening === '[', parts, segment: 0});
	return true;
};

/** After a value: closes every container that ends here; returns true when another value follows. */
const readSeparator = (scanner: Scanner): boolean => {
	const {text, stack} = scanner;
	for (let container = stack.at(-1); container !== undefined; container = stack.at(-1)) {
		const closing = container.isArray ? ']' : '}';
		scanner.offset = skipWhitespace(text, scanner.offset);
		const found = text[scanner.offset];
		if (found === ',') {
			const comma = scanner.offset;
			scanner.offset = skipWhitespace(text, comma + 1);
			if (text[scanner.offset] === closing) {
				throw new JsonSyntaxError(`A comma stands before "${closing}".`, comma, 'Remove the comma.');
			}

			container.segment = container.isArray ? Number(container.segment) + 1 : '';
			return true;
		}

		if (found !== closing) {
			throw unexpected(text, scanner.offset, `"," or "${closing}"`);
		}

		scanner.offset++;
		stack.pop();
	}

	return false;
};

/**
Finds the place of every value in a JSON text, keys written twice, and the first syntax error.

It accepts exactly what `JSON.parse` accepts, down to a depth of 500. It exists because the engine's own messages differ between versions and often have no place.
*/
export const scanJson = (text: string): JsonScan => {
	const scanner: Scanner = {
		text, stack: [], duplicates: [], offset: 0,
	};
	let root: JsonSpan | undefined;
	const keepRoot = (value: JsonSpan) => {
		root ??= value;
	};

	try {
		scanner.offset = skipWhitespace(text, 0);
		let isMore = true;
		while (isMore) {
			isMore = readValue(scanner, keepRoot) || readSeparator(scanner);
		}

		const end = skipWhitespace(text, scanner.offset);
		if (end < text.length) {
			throw unexpected(text, end, 'the end of the document');
		}
	} catch (error) {
		if (!(error instanceof JsonSyntaxError)) {
			throw error;
		}

		return {duplicates: [], error: {offset: error.offset, message: error.message, hint: error.hint}};
	}

	return {root: root!, duplicates: scanner.duplicates};
};
