import {type Preview, type PreviewContent, previewBytes} from '../../core/preview/preview.js';
import {formatBytes} from '../../core/text/format-bytes.js';
import {cellWidth, fitCells, truncateCells} from '../frame/text/cell-width.js';
import {findCut} from '../frame/text/cut-cells.js';
import {wrapWords} from '../frame/text/wrap-words.js';
import {type Theme} from '../frame/theme.js';
import {type GraphicsProtocol, renderGraphics} from '../picture/render-graphics.js';
import {renderPicture} from '../picture/render-picture.js';
import {renderMarkdown} from './render-markdown.js';
import {type FileContent, type OpenedFile} from './state.js';

export type PreviewRoom = {
	readonly columns: number;
	/** Lines in view. */
	readonly rows: number;
	/** The terminal's own way to show pictures. */
	readonly graphics?: GraphicsProtocol | undefined;
	readonly cleanText: (text: string) => string;
};

type Table = Extract<PreviewContent, {kind: 'table'}>;

/** One key moves a text by so many cells. */
export const textStep = 16;

const widestCell = 40;
const gap = 2;

/** Renders rows of cells below each other, numbers at the right; as many columns as there is room for, from the one that is moved to. */
const renderTable = ({header, rows, areNumbers}: Table, offset: number, {columns, cleanText}: PreviewRoom, {paint, glyphs}: Theme): readonly string[] => {
	const all = (header === undefined ? rows : [header, ...rows]).map(row => row.slice(offset, offset + columns).map(cell => cleanText(cell)));
	const widths: number[] = [];
	for (const row of all) {
		for (const [column, cell] of row.entries()) {
			widths[column] = Math.max(widths[column] ?? 0, Math.min(widestCell, cellWidth(cell)));
		}
	}

	const renderCell = (cell: string, column: number): string => fitCells(cell, widths[column]!, glyphs.ellipsis, areNumbers[offset + column] === true ? 'right' : 'left');
	const [head, ...rest] = all.map(row => truncateCells(` ${row.map((cell, column) => renderCell(cell, column)).join(' '.repeat(gap))}`.trimEnd(), columns, glyphs.ellipsis));
	return header === undefined || head === undefined ? [...head === undefined ? [] : [head], ...rest] : [paint({isBold: true}, head), ...rest];
};

const renderText = (lines: readonly string[], offset: number, {columns, cleanText}: PreviewRoom, {glyphs}: Theme): readonly string[] => lines.map(line => {
	const text = cleanText(line);
	return ` ${truncateCells(offset === 0 ? text : text.slice(findCut(text, 0, offset * textStep)), columns - 1, glyphs.ellipsis)}`;
});

const renderPixels = ({pixels, pack}: FileContent, number: number, {columns, rows, graphics}: PreviewRoom, {colors, isUtf8}: Theme): readonly string[] => {
	if (pixels === undefined) {
		return [];
	}

	const room = {columns: columns - 2, rows: Math.max(1, rows)};
	return graphics !== undefined && pack !== undefined
		? renderGraphics(pixels, {...room, protocol: graphics, pack, number})
		: renderPicture(pixels, {...room, colors, isUtf8}).map(line => ` ${line}`);
};

const renderContent = ({preview, ...picture}: FileContent, {number, offset}: OpenedFile, room: PreviewRoom, theme: Theme): readonly string[] => {
	switch (preview.kind) {
		case 'none': {
			return [];
		}

		case 'text':
		case 'json': {
			return renderText(preview.lines, offset, room, theme);
		}

		case 'table': {
			return renderTable(preview, offset, room, theme);
		}

		case 'markdown': {
			return renderMarkdown(preview.lines, room, theme);
		}

		case 'picture': {
			return renderPixels({preview, ...picture}, number, room, theme);
		}
	}
};

const describeShape = (preview: Preview): string => {
	if (preview.kind === 'picture') {
		return `, ${preview.width} x ${preview.height} pixels`;
	}

	return preview.kind === 'table' ? `, ${preview.rows.length} row${preview.rows.length === 1 ? '' : 's'}, ${preview.areNumbers.length} column${preview.areNumbers.length === 1 ? '' : 's'}` : '';
};

/** What a file is, and what of it is not shown. */
const renderHead = ({preview}: FileContent, {file: {sizeBytes}}: OpenedFile, {columns, cleanText}: PreviewRoom, {paint}: Theme): readonly string[] => {
	const {kind, isCut, problem} = preview;
	const sentences = [
		...problem === undefined ? [] : [cleanText(problem)],
		...isCut && kind !== 'none' ? [`Only the first ${formatBytes(previewBytes)} are shown.`] : [],
		...kind === 'none' && problem === undefined ? ['It is not shown here.'] : [],
	];
	const wrapped = (text: string): readonly string[] => wrapWords(text, columns - 2);
	return [
		...wrapped(`${preview.type}${describeShape(preview)}, ${formatBytes(sizeBytes)}`).map(line => ` ${paint({isDim: true}, line)}`),
		...sentences.flatMap(sentence => wrapped(sentence)).map(line => ` ${paint({color: 'yellow'}, line)}`),
		...kind === 'none' ? [] : [''],
	];
};

/** Renders what of a file can be shown: finished lines, none wider than the terminal. A picture fits into the lines in view. */
export const renderPreview = (opened: OpenedFile, room: PreviewRoom, theme: Theme): readonly string[] => {
	const {content, problem} = opened;
	if (content === undefined) {
		return problem === undefined ? [' Reading ...'] : wrapWords(problem, room.columns - 2).map(line => ` ${theme.paint({color: 'red'}, line)}`);
	}

	const head = renderHead(content, opened, room, theme);
	return [...head, ...renderContent(content, opened, {...room, rows: room.rows - head.length}, theme)];
};

/** How far a file can be moved to the left: up to its last column, or the end of its longest line. */
export const getMostOffset = ({content}: OpenedFile): number => {
	const preview = content?.preview;
	if (preview?.kind === 'table') {
		return Math.max(0, preview.areNumbers.length - 1);
	}

	return preview?.kind === 'text' || preview?.kind === 'json' ? Math.floor(Math.max(0, ...preview.lines.map(({length}) => length)) / textStep) : 0;
};
