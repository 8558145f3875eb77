import {type LogLevel} from '../../../core/log/log-line.js';
import {fitCells, truncateCells} from '../../text/cell-width.js';
import {type Color, type Style, type Theme} from '../../theme.js';
import {type LogRow} from './log-rows.js';

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

export type LogRowProps = {
	readonly row: LogRow;
	/** Name and colour of the node before the line, when several nodes' lines are shown. */
	readonly prefix?: {readonly text: string; readonly color: Color; readonly width: number} | undefined;
	readonly columns: number;
	readonly cleanText: (text: string) => string;
};

// A line this long is cut before it is cleaned: no terminal shows more, and a function can log megabytes without a newline.
const longestLine = 4096;
const secondsWidth = 7;
// From this width on there is room for level and source file before each line.
const wideColumns = 110;
// Below this width there is room for the message only.
const narrowColumns = 45;
const levelWidth = 8;
const sourceWidth = 12;

const renderOrigin = ({entry}: LogRow, columns: number, {glyphs, paint}: Theme, cleanText: (text: string) => string): {readonly text: string; readonly width: number} => {
	const style: Style = entry.level === undefined ? {} : levelStyles[entry.level];
	const seconds = columns < narrowColumns ? '' : fitCells(entry.seconds?.toFixed(1) ?? '', secondsWidth, glyphs.ellipsis, 'right');
	const isWide = columns >= wideColumns;
	const isWordNeeded = isWide || (entry.level !== undefined && entry.level !== 'INFO' && entry.level !== 'DEBUG');
	const level = isWordNeeded && entry.level !== undefined ? fitCells(entry.level, isWide ? levelWidth : entry.level.length, '') : '';
	const levelCells = isWide ? fitCells(level, levelWidth, '') : level;
	const source = isWide ? fitCells(cleanText(entry.source ?? '').replace(/\.py$/, ''), sourceWidth, glyphs.ellipsis) : '';
	const cells = [
		{text: seconds, style: {isDim: true}},
		{text: levelCells, style},
		{text: source, style: {isDim: true}},
	].filter(({text}) => text !== '');
	return {
		text: cells.map(({text, style}) => paint(style, text) + ' ').join(''),
		width: cells.reduce((sum, {text}) => sum + text.length + 1, 0),
	};
};

/** Renders one line of the log: seconds since the action's start, level where it matters, message. */
export const renderLogRow = ({row, prefix, columns, cleanText}: LogRowProps, theme: Theme): string => {
	const {paint, glyphs} = theme;
	const {entry, isTraceback} = row;
	const name = prefix === undefined ? '' : paint({color: prefix.color}, fitCells(prefix.text, prefix.width, glyphs.ellipsis)) + ' ';
	const room = columns - (prefix === undefined ? 0 : prefix.width + 1);
	const origin = renderOrigin(row, columns, theme, cleanText);
	const style: Style = isTraceback ? tracebackStyle : levelStyles[entry.level ?? 'INFO'];
	const message = cleanText(entry.message.slice(0, longestLine));
	return name + origin.text + paint(style, truncateCells(message, room - origin.width, glyphs.ellipsis));
};
