import {setImmediate as turn} from 'node:timers/promises';
import {describeOmitted} from '../../core/log/omitted-lines.js';
import {countGone} from '../../run/runner/count-gone.js';
import {createErrorFinder} from '../../run/runner/create-error-finder.js';
import {getLogKind, type KeptLine, type LogEntry} from '../../run/runner/log-entry.js';
import {type ReadWholeLog} from '../../run/runner/open-whole-logs.js';
import {type LogLines} from '../../run/runner/run-store.js';
import {fitCells} from '../frame/text/cell-width.js';
import {type LogPrefixes, type LogTimes} from './view.js';
import {getShownKinds} from './log-query.js';
import {getLineNumber, isMark, type LogRows} from './log-rows.js';

/** What lines look like in a file or on the clipboard. */
export type LineExport = {
	readonly rows: LogRows;
	readonly lines: LogLines;
	/** The nodes whose lines are shown, in graph order. */
	readonly nodes: readonly string[];
	readonly prefixes: LogPrefixes | undefined;
	readonly times: LogTimes | undefined;
	readonly cleanText: (text: string) => string;
	readonly describeMark: (number: number) => string;
};

const linesAtOnce = 200;

/** A whole line with FaaSr's prefix, safe to show, its node before it where several are shown. */
const renderPlainLine = (line: LogEntry, {prefixes, times, cleanText}: LineExport): string => {
	const name = prefixes === undefined ? '' : `${fitCells(cleanText(line.node), prefixes.width, '~')} `;
	const time = times === undefined ? '' : `${fitCells(times.describe(line), times.width, '', 'right')} `;
	return `${name}${time}${cleanText(line.text)}`;
};

/** A row as text. */
export const renderPlainRow = (source: LineExport, index: number): string => {
	const row = source.rows.get(index) ?? -1;
	const line = source.lines.at(row);
	if (isMark(row)) {
		return `--- ${source.describeMark(getLineNumber(row))} ---`;
	}

	return line === undefined ? '' : renderPlainLine(line, source);
};

async function * exportRows(source: LineExport): AsyncGenerator<string> {
	for (let index = 0; index < source.rows.length; index++) {
		yield renderPlainRow(source, index);
	}
}

const groupByNode = ({lines}: LineExport): ReadonlyMap<string, readonly KeptLine[]> => {
	const byNode = new Map<string, KeptLine[]>();
	for (const line of lines.read(lines.getFirst(), lines.getEnd())) {
		const group = byNode.get(line.node) ?? [];
		byNode.set(line.node, group);
		group.push(line);
	}

	return byNode;
};

async function * readWhole({rows, lines}: LineExport, node: string, readWholeLog: ReadWholeLog): AsyncGenerator<KeptLine> {
	const findError = createErrorFinder();
	for await (const entries of rows.query.tab === 'run-log' || lines.count(node, 'log').gone === 0 ? [] : readWholeLog(node)) {
		for (const entry of entries) {
			const errorPart = findError(entry);
			yield {...entry, ...(errorPart !== undefined && {errorPart})};
		}
	}
}

/** Node by node: its log from S3 where memory has not all of it, then its lines in memory that are not among them. */
async function * exportWhole(source: LineExport, readWholeLog: ReadWholeLog): AsyncGenerator<string> {
	const {rows, lines, nodes} = source;
	const inMemory = groupByNode(source);
	for (const node of nodes) {
		const hasAll = lines.count(node, 'log').gone === 0;
		for await (const line of readWhole(source, node, readWholeLog)) {
			if (rows.shows(line)) {
				yield renderPlainLine(line, source);
			}
		}

		const lost = countGone(lines, [node], getShownKinds(rows.query.tab).filter(kind => kind !== 'log'));
		if (lost > 0) {
			const text = `${describeOmitted(lost)}: faasr-tui logs --run-log shows them`;
			yield renderPlainLine({text, message: text, node, at: 0, isNoise: false}, source);
		}

		for (const line of inMemory.get(node) ?? []) {
			if ((hasAll || getLogKind(line) !== 'log') && rows.shows(line)) {
				yield renderPlainLine(line, source);
			}
		}
	}
}

/** Whether memory has not all lines that are shown, the hidden and filtered ones among them. */
export const isIncomplete = ({rows, lines, nodes}: LineExport): boolean => countGone(lines, nodes, getShownKinds(rows.query.tab)) > 0;

/** Gives what the log shows line by line, also what of it is not in memory, leaving time for other work between. */
export async function * exportLog(source: LineExport, readWholeLog: ReadWholeLog): AsyncGenerator<string> {
	let count = 0;
	for await (const line of isIncomplete(source) ? exportWhole(source, readWholeLog) : exportRows(source)) {
		yield line;
		count++;
		if (count % linesAtOnce === 0) {
			await turn();
		}
	}
}
