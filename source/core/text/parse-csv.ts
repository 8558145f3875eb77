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
		const found = cell.exec(text);
		// Neither form fits a lone carriage return or text behind a closing quote: the rest of the line is one cell.
		if (found === null) {
			const [rest] = /^[^\n]*/u.exec(text.slice(position))!;
			row.push(rest);
			position += rest.length + 1;
		} else {
			const {quoted, plain, end} = found.groups!;
			row.push(quoted?.replaceAll('""', '"') ?? plain!);
			position += found[0].length;
			if (end === delimiter) {
				continue;
			}
		}

		rows.push(row);
		row = [];
	}

	return rows;
};
