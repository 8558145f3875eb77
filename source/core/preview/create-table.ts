import {parseCsv, type Delimiter} from '../text/parse-csv.js';
import {sanitizeLine} from '../text/sanitize.js';
import {type PreviewContent} from './preview.js';

const number = /^[-+]?(?:\d[\d_]*(?:[.,]\d*)?|[.,]\d+)(?:[Ee][-+]?\d+)?$/u;

/** What R and pandas write where a value is missing. */
const missing = new Set(['', 'NA', 'NaN', 'nan', 'Inf', '-Inf', 'inf', '-inf', 'NULL', 'None']);

const isNumber = (cell: string): boolean => number.test(cell.trim());

const countOutsideQuotes = (line: string, sign: string): number => line.replaceAll(/"[^"]*"/gu, '').split(sign).length - 1;

/** Where a comma is the decimal sign, as `write.csv2` of R has it, semicolons stand between the cells. */
const chooseDelimiter = (form: 'csv' | 'tsv', text: string): Delimiter => {
	if (form === 'tsv') {
		return '\t';
	}

	const [line = ''] = text.split('\n', 1);
	return countOutsideQuotes(line, ';') > countOutsideQuotes(line, ',') ? ';' : ',';
};

/** Reads a CSV or TSV; of one that was cut off the last row is left out, of which not all may be there. */
export const createTable = (form: 'csv' | 'tsv', text: string, isCut: boolean): Extract<PreviewContent, {kind: 'table'}> => {
	const all = parseCsv(text, chooseDelimiter(form, text));
	const whole = isCut && all.length > 1 ? all.slice(0, -1) : all;
	const cells = whole.map(row => row.map(cell => sanitizeLine(cell)));
	const [first = [], ...rest] = cells;
	const hasHeader = cells.length > 1 && !first.every(cell => isNumber(cell));
	const rows = hasHeader ? rest : cells;
	const areNumbers = first.map((_, column) => {
		const values = rows.map(row => row[column] ?? '').filter(cell => !missing.has(cell.trim()));
		return values.length > 0 && values.every(cell => isNumber(cell));
	});
	return {kind: 'table', ...(hasHeader && {header: first}), rows, areNumbers};
};
