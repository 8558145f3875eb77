/** What may stand between the cells of a row. */
export type Delimiter = ',' | ';' | '\t';

/** One cell and what ends it: quoted, with quotes doubled inside (RFC 4180), or plain. */
const createCellPattern = (delimiter: Delimiter): RegExp =>
	new RegExp(String.raw`(?:"(?<quoted>(?:[^"]|"")*)"|(?<plain>[^${delimiter}\r\n]*))(?<end>${delimiter}|\r?\n|$)`, 'uy');

/** The cells of a CSV file, row by row; a line end after the last row adds none. A quote that is not closed is taken as it is. */
export const parseCsv = (text: string, delimiter: Delimiter = ','): ReadonlyArray<readonly string[]> => {
	const cell = createCellPattern(delimiter);
	const rows: string[][] = [];
	let row: string[] = [];
	let position = 0;
	while (position < text.length || row.length > 0) {
		cell.lastIndex = position;
		const {0: {length} = '', groups} = cell.exec(text) ?? {};
		// Neither form fits a lone carriage return or text behind a closing quote: the rest of the line is one cell.
		const rest = groups === undefined ? /^[^\n]*/u.exec(text.slice(position))?.[0] ?? '' : undefined;
		row.push(rest ?? groups?.['quoted']?.replaceAll('""', '"') ?? groups?.['plain'] ?? '');
		position += rest?.length ?? length;
		if (groups?.['end'] === delimiter) {
			continue;
		}

		position += rest === undefined ? 0 : 1;
		rows.push(row);
		row = [];
	}

	return rows;
};
