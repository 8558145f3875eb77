import {type LogLevel} from '../../core/log/log-line.js';
import {type LogEntry} from '../../run/runner/log-entry.js';
import {cellWidth, fitCells} from '../frame/text/cell-width.js';
import {breakCells, findCut, type Piece} from '../frame/text/cut-cells.js';
import {type Color, type Style, type Theme} from '../frame/theme.js';
import {getLevelWord, getSourceName} from './create-message-reader.js';
import {type MatchRange} from './log-pattern.js';

const levelStyles = {
	DEBUG: {isDim: true},
	INFO: {},
	WARNING: {color: 'yellow'},
	ERROR: {color: 'red', isBold: true},
	CRITICAL: {color: 'red', isBold: true},
} satisfies Record<LogLevel, Style>;

const tracebackStyle: Style = {color: 'red'};

const prefixColors: readonly Color[] = ['cyan', 'green', 'magenta', 'yellow', 'blue'];

/** Picks the colour of a node's prefix by its action's place in the graph, so that neighbours differ and ranks agree. */
export const getPrefixColor = (actionIndex: number): Color =>
	prefixColors[Math.max(0, actionIndex) % prefixColors.length] ?? 'cyan';

/** A message and what is to stand out in it. */
type Message = {
	readonly text: string;
	readonly style: Style;
	readonly ranges: readonly MatchRange[];
	/** The line was gone to: its matches stand out among the others. */
	readonly isCurrent: boolean;
};

const matchStyle: Style = {isInverse: true};
const currentMatchStyle: Style = {isInverse: true, isBold: true, color: 'yellow'};

const renderPiece = ({text, style, ranges, isCurrent}: Message, [start, end]: Piece, {paint}: Theme): string => {
	let rendered = '';
	let at = start;
	for (const [from, to] of ranges) {
		if (to <= at || from >= end) {
			continue;
		}

		const first = Math.max(from, at);
		const last = Math.min(to, end);
		rendered += paint(style, text.slice(at, first)) + paint(isCurrent ? currentMatchStyle : matchStyle, text.slice(first, last));
		at = last;
	}

	return rendered + paint(style, text.slice(at, end));
};

/** Renders a message on one line of the screen, from `offset` cells on; what is cut off shows as an ellipsis. */
const renderCutMessage = (message: Message, offset: number, width: number, theme: Theme): string => {
	const {text} = message;
	const {glyphs, paint} = theme;
	if (width <= 0) {
		return '';
	}

	const isCutBefore = offset > 0 && text !== '';
	const before = isCutBefore ? paint({isDim: true}, glyphs.ellipsis) : '';
	const start = isCutBefore ? findCut(text, 0, offset + 1) : 0;
	const room = width - (isCutBefore ? 1 : 0);
	const isCutAfter = cellWidth(text.slice(start)) > room;
	const end = isCutAfter ? findCut(text, start, room - 1) : text.length;
	return before + renderPiece(message, [start, end], theme) + (isCutAfter ? paint(message.style, glyphs.ellipsis) : '');
};

/** Renders a message on as many lines of the screen as it needs. */
const renderWrappedMessage = (message: Message, firstWidth: number, width: number, theme: Theme): readonly string[] =>
	breakCells(message.text, firstWidth, width).map(piece => renderPiece(message, piece, theme));

export type LogRowProps = {
	readonly entry: LogEntry;
	/** The message as it may be shown. */
	readonly message: string;
	readonly isTraceback: boolean;
	/** Name and colour of the node before the line, when several nodes' lines are shown. */
	readonly prefix?: {readonly text: string; readonly color: Color; readonly width: number} | undefined;
	/** The time before the line and the room it has; absent without a column for it. */
	readonly time?: {readonly text: string; readonly width: number} | undefined;
	/** `executor.py` and its like, safe to show. */
	readonly source: string;
	/** What a search found. */
	readonly ranges: readonly MatchRange[];
	readonly isCurrent: boolean;
	readonly columns: number;
	readonly isWrapped: boolean;
	/** Cells by which an unwrapped message is moved to the left. */
	readonly offset: number;
};

// From this width on there is room for level and source file before each line.
export const wideColumns = 110;
// Below this width there is room for the message only.
export const narrowColumns = 45;
const levelWidth = 8;
const sourceWidth = 12;
// Lines that go on below leave so much for the message, whatever stands before it.
const smallestRoom = 24;

type Cell = {readonly text: string; readonly style: Style};

const getOrigin = ({entry, columns, time, source, prefix}: LogRowProps, {glyphs}: Theme): readonly Cell[] => {
	const isWide = columns >= wideColumns;
	const word = isWide ? entry.level ?? '' : getLevelWord(entry);
	return [
		...(prefix === undefined ? [] : [{text: fitCells(prefix.text, prefix.width, glyphs.ellipsis), style: {color: prefix.color}}]),
		...(time === undefined || columns < narrowColumns ? [] : [{text: fitCells(time.text, time.width, glyphs.ellipsis, 'right'), style: {isDim: true}}]),
		{text: isWide ? fitCells(word, levelWidth, '') : word, style: entry.level === undefined ? {} : levelStyles[entry.level]},
		{text: isWide ? fitCells(getSourceName(source), sourceWidth, glyphs.ellipsis) : '', style: {isDim: true}},
	].filter(({text}) => text !== '');
};

const getOriginWidth = (cells: readonly Cell[], prefixWidth: number | undefined): number =>
	// Only a node's name can have characters of two cells, and it was fitted.
	cells.reduce((sum, {text}, index) => sum + (index === 0 && prefixWidth !== undefined ? prefixWidth : text.length) + 1, 0);

/** Where a line's message begins, and the cells it has on one line of the screen. */
export const getMessageRoom = (props: LogRowProps, theme: Theme): number =>
	props.columns - getOriginWidth(getOrigin(props, theme), props.prefix?.width);

/** Renders a line of the log: node, time, level where it matters, message; on one line of the screen, or wrapped on several. */
export const renderLogRow = (props: LogRowProps, theme: Theme): readonly string[] => {
	const {entry, isTraceback, columns, isWrapped, offset, ranges, isCurrent} = props;
	const {paint, glyphs} = theme;
	const cells = getOrigin(props, theme);
	const width = getOriginWidth(cells, props.prefix?.width);
	const origin = cells.map(({text, style}) => paint(style, text) + ' ').join('');
	const style: Style = isTraceback ? tracebackStyle : levelStyles[entry.level ?? 'INFO'];
	const message = {text: props.message, ranges, isCurrent, style: isCurrent && ranges.length === 0 ? {...style, isInverse: true} : style};
	if (!isWrapped) {
		return [origin + renderCutMessage(message, offset, columns - width, theme)];
	}

	const indent = Math.max(2, Math.min(width, columns - smallestRoom));
	const [first = '', ...rest] = renderWrappedMessage(message, Math.max(1, columns - width), Math.max(1, columns - indent), theme);
	const continuation = `${' '.repeat(indent - 2)}${paint({isDim: true}, glyphs.continued)} `;
	return [origin + first, ...rest.map(line => continuation + line)];
};

/** Renders a mark: a ruled line with the time. */
export const renderMark = (time: string, columns: number, {glyphs, paint}: Theme): string => {
	const rule = glyphs.rule.repeat(3);
	const text = `${rule} ${time} `;
	return paint({color: 'magenta'}, (text + glyphs.rule.repeat(Math.max(0, columns - text.length))).slice(0, columns));
};
