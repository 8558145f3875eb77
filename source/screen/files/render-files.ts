import {describeNodes} from '../../core/files/describe-nodes.js';
import {formatBytes} from '../../core/text/format-bytes.js';
import {formatWallTime} from '../../core/text/format-wall-time.js';
import {cellWidth, fitCells, truncateCells} from '../frame/text/cell-width.js';
import {wrapWords} from '../frame/text/wrap-words.js';
import {type Theme} from '../frame/theme.js';
import {renderTitle} from '../frame/title.js';
import {type FileRows, type FilesRow, type FolderRow} from './file-rows.js';
import {type FilesState, type FilesWindow} from './state.js';

export type FilesInput = {
	readonly state: FilesState;
	readonly rows: FileRows;
	readonly window: FilesWindow;
	/** Why there is nothing to look for; absent where there is. */
	readonly obstacle?: string | undefined;
	/** More may come. */
	readonly isRunning: boolean;
	/** The key that looks again. */
	readonly showKey: string;
	readonly isFocused: boolean;
	readonly height: number;
	readonly columns: number;
	readonly cleanText: (text: string) => string;
};

/** Widths of columns in cells; 0 where there is no room for one. */
export type FileColumns = {readonly name: number; readonly node: number; readonly size: number; readonly time: number; readonly store: number};

const sizeWidth = 7;
const timeWidth = 8;
const widestNode = 24;
const widestStore = 12;
const gap = 2;
/** Cursor and a blank. */
const startWidth = 2;
/** The name has at least so much before another column is shown. */
const leastName = 16;

/** Shares a row among its columns; what matters least goes first: the store, the time, the node, the size. */
export const getFileColumns = (columns: number, {node, store}: {readonly node: number; readonly store: number}): FileColumns => {
	let room = columns - startWidth - leastName;
	const take = (width: number): number => {
		if (width === 0 || room < width + gap) {
			return 0;
		}

		room -= width + gap;
		return width;
	};

	const size = take(sizeWidth);
	const nodeWidth = take(Math.min(node, widestNode));
	const time = take(timeWidth);
	const storeWidth = take(Math.min(store, widestStore));
	return {name: leastName + Math.max(0, room), node: nodeWidth, size, time, store: storeWidth};
};

const countFiles = ({fileCount}: FolderRow): string => `${fileCount} file${fileCount === 1 ? '' : 's'}`;

/** Rows further down are cut like long names. */
const measuredRows = 1000;

const measure = ({rows: {rows}, state: {filter}, cleanText}: FilesInput): {readonly node: number; readonly store: number} => {
	const shown = rows.slice(0, measuredRows);
	const stores = new Set(shown.map(({store}) => store));
	const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(text => cellWidth(cleanText(text))));
	return {
		node: widest([...new Set(shown.map(row => row.kind === 'file' ? describeNodes(row.file) : countFiles(row)))]),
		// In the tree the store is a row of its own.
		store: stores.size > 1 && filter !== '' ? widest([...stores]) : 0,
	};
};

const indentWidth = 2;

const describeName = (row: FilesRow, {glyphs}: Theme, cleanText: (text: string) => string): string => {
	const mark = row.kind === 'folder' ? `${row.isOpen ? glyphs.opened : glyphs.closed} ` : '';
	return ' '.repeat(row.depth * indentWidth) + mark + cleanText(row.name);
};

const renderRow = (row: FilesRow, isUnderCursor: boolean, {columns, cleanText}: {readonly columns: FileColumns; readonly cleanText: (text: string) => string}, theme: Theme): string => {
	const {glyphs, paint} = theme;
	const isFolder = row.kind === 'folder';
	const cell = (text: string, width: number, align: 'left' | 'right' = 'left'): string => width === 0 ? '' : `  ${fitCells(text, width, glyphs.ellipsis, align)}`;
	const name = truncateCells(describeName(row, theme, cleanText), columns.name, glyphs.ellipsis);
	const style = isUnderCursor ? {isBold: true, isInverse: true} : (isFolder ? {isBold: true} : {});
	const painted = paint(style, name) + ' '.repeat(Math.max(0, columns.name - cellWidth(name)));
	const sizeBytes = isFolder ? row.sizeBytes : row.file.sizeBytes;
	const at = isFolder ? undefined : row.file.modifiedAt;
	const facts = [
		cell(isFolder ? countFiles(row) : cleanText(describeNodes(row.file)), columns.node),
		cell(formatBytes(sizeBytes), columns.size, 'right'),
		cell(at === undefined ? '' : formatWallTime(at), columns.time),
		cell(isFolder ? '' : cleanText(row.store), columns.store),
	].join('');
	return `${isUnderCursor ? paint({color: 'cyan', isBold: true}, glyphs.cursor) : ' '} ${painted}${isFolder ? paint({isDim: true}, facts) : facts}`;
};

/** Why there are no rows. */
const describeNothing = ({state: {found, isLooking, problem, filter}, obstacle, cleanText}: FilesInput): string => {
	if (obstacle !== undefined) {
		return obstacle;
	}

	if (found === undefined) {
		return isLooking || problem === undefined ? 'Looking for files ...' : problem;
	}

	if (filter !== '' && found.files.length > 0) {
		return `No file matches ${cleanText(filter)}. Esc shows all.`;
	}

	const {prefixes, stores} = found;
	return prefixes.length === 0
		? 'No argument of the document says where its functions write. "faasr-tui files --prefix" looks elsewhere.'
		: cleanText(`No file was written below ${prefixes.join(', ')} in data store${stores.length === 1 ? '' : 's'} ${stores.join(', ')}. "faasr-tui files --prefix" looks elsewhere.`);
};

const renderFilesTitle = ({state, rows, window, isRunning, showKey, isFocused, columns, cleanText}: FilesInput, theme: Theme): string => {
	const {found, isLooking, filter, problem} = state;
	const {up, down} = theme.glyphs;
	const count = filter === '' ? `${rows.fileCount}` : `${rows.files.length}/${rows.fileCount}`;
	const news = isLooking ? 'looking ...' : (problem === undefined || found === undefined ? '' : 'could not look again');
	const age = found === undefined || !isRunning || isLooking ? '' : `as of ${formatWallTime(found.at)}, ${showKey} looks again`;
	const above = window.start > 0 ? `${window.start} ${up}` : '';
	const below = window.end < rows.rows.length ? `${rows.rows.length - window.end} ${down}` : '';
	return renderTitle({
		text: ['FILES', ...(found === undefined ? [] : [count, formatBytes(rows.sizeBytes)]), filter === '' ? '' : cleanText(`/${filter}`)].filter(Boolean).join(' '),
		note: [news, age, above, below].filter(Boolean).join('  '),
		isFocused, columns,
	}, theme);
};

/** What was not looked at stands below the files. */
const renderNotes = ({state: {found}, columns, cleanText}: FilesInput, room: number, {paint, glyphs}: Theme): readonly string[] =>
	(found?.notes ?? []).slice(0, Math.max(0, room)).map(note => ` ${paint({color: 'yellow'}, truncateCells(`${glyphs.warning} ${cleanText(note)}`, columns - 1, glyphs.ellipsis))}`);

/** Renders the title and exactly as many rows as there is room for. */
export const renderFiles = (input: FilesInput, theme: Theme): readonly string[] => {
	const {rows: {rows}, window, height, columns, cleanText} = input;
	const context = {columns: getFileColumns(columns, measure(input)), cleanText};
	const shown = rows.slice(window.start, window.end).map((row, offset) => renderRow(row, window.start + offset === window.cursor, context, theme));
	const nothing = rows.length === 0 ? wrapWords(describeNothing(input), columns - 3).map(line => `  ${theme.paint({isDim: true}, line)}`) : [];
	const notes = renderNotes(input, height - shown.length - nothing.length, theme);
	const lines = [renderFilesTitle(input, theme), ...shown, ...nothing, ...notes];
	return [...lines, ...Array.from({length: Math.max(0, height + 1 - lines.length)}, () => '')].slice(0, height + 1);
};
