import {breakCells, findCut, type Piece} from '../frame/text/cut-cells.js';
import {cellWidth} from '../frame/text/cell-width.js';
import {type Style, type Theme} from '../frame/theme.js';
import {type MatchRange} from './log-pattern.js';

/** A message and what is to stand out in it. */
export type Message = {
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
export const renderCutMessage = (message: Message, offset: number, width: number, theme: Theme): string => {
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
export const renderWrappedMessage = (message: Message, firstWidth: number, width: number, theme: Theme): readonly string[] =>
	breakCells(message.text, firstWidth, width).map(piece => renderPiece(message, piece, theme));
