import {isDeepStrictEqual} from 'node:util';
import {parseCsv} from '../core/text/parse-csv.js';

/** What is wrong with a file's contents; both sides as text. */
export type Difference = {
	/** In words that follow the file's name. */
	readonly message: string;
	readonly actual: string;
	readonly expected: string;
};

/** A row of a CSV file: its cells, or cells by the names in the first row. */
export type CsvRow = ReadonlyArray<string | number> | Readonly<Record<string, string | number>>;

const quotedLength = 80;
const dumpedRowCount = 8;
const rowBytes = 16;

const quote = (text: string): string => JSON.stringify(text.length > quotedLength ? `${text.slice(0, quotedLength)}…` : text);

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const describeLines = (actual: string, expected: string): string => {
	const actualLines = actual.split('\n');
	const expectedLines = expected.split('\n');
	const index = expectedLines.findIndex((line, at) => line !== actualLines[at]);
	const at = index === -1 ? expectedLines.length : index;
	const [found, wanted] = [actualLines[at], expectedLines[at]];
	if (found === undefined) {
		return `ends before line ${at + 1}, which should be ${quote(wanted ?? '')}`;
	}

	return wanted === undefined
		? `continues after its expected end with line ${at + 1}, ${quote(found)}`
		: `has ${quote(found)} instead of ${quote(wanted)} in line ${at + 1}`;
};

/** Compares a text, or looks for an expression in it. */
export const compareText = (bytes: Uint8Array, expected: string | RegExp): Difference | undefined => {
	const actual = decode(bytes);
	if (typeof expected === 'string') {
		return actual === expected ? undefined : {message: describeLines(actual, expected), actual, expected};
	}

	// A sticky or global expression remembers where it was.
	return new RegExp(expected.source, expected.flags.replaceAll(/[gy]/gu, '')).test(actual)
		? undefined
		: {message: `has no text that matches ${String(expected)}: ${quote(actual)}`, actual, expected: String(expected)};
};

const dump = (bytes: Uint8Array, from: number): string => {
	const rows: string[] = [];
	for (let start = from; start < bytes.length && rows.length < dumpedRowCount; start += rowBytes) {
		const row = Array.from(bytes.slice(start, start + rowBytes), byte => byte.toString(16).padStart(2, '0'));
		rows.push(`${start.toString(16).padStart(8, '0')}  ${row.join(' ')}`);
	}

	return rows.join('\n');
};

/** Compares bytes; what is shown of them begins at the first difference. */
export const compareBytes = (actual: Uint8Array, expected: Uint8Array): Difference | undefined => {
	const length = Math.max(actual.length, expected.length);
	let at = 0;
	while (at < length && actual[at] === expected[at]) {
		at++;
	}

	if (at === length) {
		return undefined;
	}

	const from = Math.max(0, (Math.floor(at / rowBytes) - 1) * rowBytes);
	const sizes = actual.length === expected.length ? '' : `has ${actual.length} bytes instead of ${expected.length} and `;
	return {message: `${sizes}differs from byte ${at} on`, actual: dump(actual, from), expected: dump(expected, from)};
};

const sortKeys = (_key: string, value: unknown): unknown => typeof value === 'object' && value !== null && !Array.isArray(value)
	? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => a < b ? -1 : 1))
	: value;

const format = (value: unknown): string => JSON.stringify(value, sortKeys, 2);

/** What JSON may have beside what is expected. */
export type JsonOptions = {
	/** Keys that are not expected may be there, too, at any depth. @default false */
	readonly isSubset?: boolean;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** As much of what was found as is expected: other keys of objects are left out. */
const pickExpected = (found: unknown, wanted: unknown): unknown => {
	if (Array.isArray(found) && Array.isArray(wanted)) {
		return found.map((each, index) => pickExpected(each, wanted[index]));
	}

	return isObject(found) && isObject(wanted)
		? Object.fromEntries(Object.entries(found).filter(([key]) => Object.hasOwn(wanted, key)).map(([key, value]) => [key, pickExpected(value, wanted[key])]))
		: found;
};

/** Compares values as JSON writes them: the order of keys does not matter. */
export const compareJson = (bytes: Uint8Array, expected: unknown, {isSubset = false}: JsonOptions = {}): Difference | undefined => {
	const text = decode(bytes);
	const wanted: unknown = JSON.parse(JSON.stringify(expected) ?? 'null');
	let found: unknown;
	try {
		const parsed: unknown = JSON.parse(text);
		found = isSubset ? pickExpected(parsed, wanted) : parsed;
	} catch {
		return {message: `is not JSON: ${quote(text)}`, actual: text, expected: format(wanted)};
	}

	return isDeepStrictEqual(found, wanted)
		? undefined
		: {message: `has other JSON than expected: as text it ${describeLines(format(found), format(wanted))}`, actual: format(found), expected: format(wanted)};
};

const isCells = (row: CsvRow): row is ReadonlyArray<string | number> => Array.isArray(row);

const toTable = (rows: readonly CsvRow[], header: readonly string[]): ReadonlyArray<readonly string[]> => {
	const [first] = rows;
	const names = first !== undefined && !isCells(first) ? [header] : [];
	return [...names, ...rows.map(row => isCells(row) ? row.map(String) : [...new Set([...header, ...Object.keys(row)])].map(name => String(row[name] ?? '')))];
};

const renderTable = (table: ReadonlyArray<readonly string[]>): string => table.map(row => row.join(',')).join('\n');

/** How close the cells of a CSV file must be. */
export type CsvOptions = {
	/** By how much two numbers may differ. @default numbers are compared as they are written */
	readonly tolerance?: number;
	/** Columns, by the names in the first row, that are not compared. @default none */
	readonly ignore?: readonly string[];
};

const isNumber = (cell: string): boolean => cell.trim() !== '' && Number.isFinite(Number(cell));

const withoutColumns = (table: ReadonlyArray<readonly string[]>, ignored: readonly string[]): ReadonlyArray<readonly string[]> => {
	const kept = (table[0] ?? []).map(name => !ignored.includes(name));
	return table.map(row => row.filter((_, index) => kept[index] ?? true));
};

/** Puts the expected number in the place of one that is close enough: what is left differs. */
const roundTo = (table: ReadonlyArray<readonly string[]>, wanted: ReadonlyArray<readonly string[]>, tolerance: number): ReadonlyArray<readonly string[]> =>
	table.map((row, rowIndex) => row.map((cell, index) => {
		const other = wanted[rowIndex]?.[index] ?? '';
		return isNumber(cell) && isNumber(other) && Math.abs(Number(cell) - Number(other)) <= tolerance ? other : cell;
	}));

/** Compares the cells of a CSV file: all rows as arrays, or the rows below the header as objects. */
export const compareCsv = (bytes: Uint8Array, rows: readonly CsvRow[], {tolerance, ignore = []}: CsvOptions = {}): Difference | undefined => {
	const table = parseCsv(decode(bytes));
	const wanted = withoutColumns(toTable(rows, table[0] ?? []), ignore);
	const compared = withoutColumns(table, ignore);
	const found = tolerance === undefined ? compared : roundTo(compared, wanted, tolerance);
	if (isDeepStrictEqual(found, wanted)) {
		return undefined;
	}

	const [actual, expected] = [renderTable(found), renderTable(wanted)];
	return {message: describeLines(actual, expected), actual, expected};
};
