import {type LogLines} from '../../../run/runner/run-store.js';
import {fitCells} from '../../text/cell-width.js';
import {type LogPrefixes, type LogTimes} from './create-log-renderer.js';
import {type LogRows} from './log-rows.js';

/** What lines look like in a file or on the clipboard. */
export type LineExport = {
	readonly rows: LogRows;
	readonly lines: LogLines;
	readonly prefixes: LogPrefixes | undefined;
	readonly times: LogTimes | undefined;
	readonly cleanText: (text: string) => string;
	readonly describeMark: (number: number) => string;
};

const rowsAtOnce = 200;

/** A row as text: the whole line with FaaSr's prefix, safe to show, its node before it where several are shown. */
export const renderPlainRow = ({rows, lines, prefixes, times, cleanText, describeMark}: LineExport, index: number): string => {
	const {kind, number} = rows.at(index);
	if (kind === 'mark') {
		return `--- ${describeMark(number)} ---`;
	}

	const [entry] = lines.read(number, number + 1);
	if (entry === undefined) {
		return '';
	}

	const name = prefixes === undefined ? '' : `${fitCells(cleanText(entry.node), prefixes.width, '~')} `;
	const time = times === undefined ? '' : `${fitCells(times.describe(entry), times.width, '', 'right')} `;
	return `${name}${time}${cleanText(entry.text)}`;
};

/** Gives what the log shows line by line, leaving time for other work between. */
export async function * exportRows(source: LineExport, from = 0, to = source.rows.length): AsyncGenerator<string> {
	for (let index = from; index < to; index++) {
		yield renderPlainRow(source, index);
		if (index % rowsAtOnce === 0) {
			await new Promise<void>(resolve => {
				setImmediate(resolve);
			});
		}
	}
}
