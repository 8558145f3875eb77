import {drawLines, type GetLevel} from '../../core/layout/draw-lines.js';
import {type GraphBox, type GraphLayout, type Layer} from '../../core/layout/graph-layout.js';
import {arrowMark, type LineGrid, type Window} from '../../core/layout/line-grid.js';
import {cellWidth, fitCells} from '../frame/text/cell-width.js';
import {type Style, type Theme} from '../frame/theme.js';
import {getLineGlyph, getLineGlyphs, type LineGlyphs} from './line-glyphs.js';
import {sliceCells} from './slice-cells.js';

/** A piece of a row. */
export type Piece = {readonly text: string; readonly style: Style};

/** What a box shows. */
export type BoxContent = {
	/** Together at most the box's width less its border and, where it has one, a blank on both sides. */
	readonly pieces: readonly Piece[];
	readonly style: Style;
	readonly isSelected: boolean;
};

export type GraphInput = {
	readonly layout: GraphLayout;
	/** What part of the drawing is shown. */
	readonly window: Window;
	readonly getLevel?: GetLevel;
	readonly getContent: (box: GraphBox) => BoxContent;
};

type PlacedPiece = Piece & {readonly x: number};

const levelStyles: readonly Style[] = [{isDim: true}, {}, {isBold: true}];

const getInnerWidth = ({width, height}: GraphBox): number => width - (height === 1 ? 2 : 4);

/** Fills the row of a box that has its text. */
const renderText = (box: GraphBox, {pieces, style, isSelected}: BoxContent, glyphs: LineGlyphs, isRight: boolean): readonly Piece[] => {
	const used = pieces.reduce((sum, {text}) => sum + cellWidth(text), 0);
	const rest = ' '.repeat(Math.max(0, getInnerWidth(box) - used));
	if (box.height === 1) {
		const [open, close] = isSelected ? glyphs.selectedBrackets : glyphs.brackets;
		return [{text: open, style}, ...pieces, {text: rest, style: pieces.at(-1)?.style ?? {}}, {text: close, style}];
	}

	const side = (isSelected ? glyphs.selectedBox : glyphs.box)[5];
	const end = isRight && box.hasSuccessors && !isSelected ? glyphs.exits.right : side;
	return [{text: side, style}, {text: ' ', style: {}}, ...pieces, {text: `${rest} `, style: {}}, {text: end, style}];
};

const renderBorders = (box: GraphBox, {style, isSelected}: BoxContent, glyphs: LineGlyphs, isDown: boolean): readonly [Piece, Piece] => {
	const [topLeft, topRight, bottomRight, bottomLeft, horizontal] = isSelected ? glyphs.selectedBox : glyphs.box;
	const inner = box.width - 2;
	const before = box.port - box.x - 1;
	const bottom = box.hasSuccessors && isDown && !isSelected
		? horizontal.repeat(before) + glyphs.exits.down + horizontal.repeat(inner - before - 1)
		: horizontal.repeat(inner);
	return [{text: topLeft + horizontal.repeat(inner) + topRight, style}, {text: bottomLeft + bottom + bottomRight, style}];
};

/** Puts pieces one behind the other. */
const placePieces = (pieces: readonly Piece[], start: number): readonly PlacedPiece[] => {
	let x = start;
	return pieces.map(piece => {
		const placed = {...piece, x};
		x += cellWidth(piece.text);
		return placed;
	});
};

/** Renders a box, its rows one by one. */
const createBoxRows = (box: GraphBox, content: BoxContent, glyphs: LineGlyphs, isDown: boolean): ReadonlyArray<readonly PlacedPiece[]> => {
	const text = placePieces(renderText(box, content, glyphs, !isDown), box.x);
	if (box.height === 1) {
		return [text];
	}

	const [top, bottom] = renderBorders(box, content, glyphs, isDown);
	return [[{...top, x: box.x}], text, [{...bottom, x: box.x}]];
};

/** The lines of one row, pieces of the same level together. */
const renderLineRow = ({window, masks, crossings, levels, marks}: LineGrid, row: number, {direction}: GraphLayout, glyphs: LineGlyphs): readonly PlacedPiece[] => {
	const pieces: PlacedPiece[] = [];
	let text = '';
	let start = 0;
	const flush = (): void => {
		if (text !== '') {
			pieces.push({x: window.x + start, text, style: levelStyles[levels[(row * window.width) + start]!] ?? {}});
			text = '';
		}
	};

	for (let column = 0; column < window.width; column++) {
		const cell = (row * window.width) + column;
		const mark = marks.get(cell);
		const glyph = mark === undefined ? getLineGlyph(masks[cell]!, crossings[cell] === 1, direction, glyphs) : (mark === arrowMark ? glyphs.arrows[direction] : mark);
		if (glyph === ' ') {
			flush();
			continue;
		}

		if (text !== '' && levels[cell] !== levels[cell - 1]) {
			flush();
		}

		start = text === '' ? column : start;
		text += glyph;
	}

	flush();
	return pieces;
};

/** Puts pieces that do not overlap into one line, as far as they lie in the window. */
const joinPieces = (pieces: readonly PlacedPiece[], {x, width}: Window, {paint}: Theme): string => {
	let line = '';
	let position = x;
	for (const piece of pieces.toSorted((a, b) => a.x - b.x)) {
		const start = Math.max(piece.x, x);
		const end = Math.min(piece.x + cellWidth(piece.text), x + width);
		if (start < end) {
			const isWhole = start === piece.x && end - start === cellWidth(piece.text);
			line += ' '.repeat(start - position) + paint(piece.style, isWhole ? piece.text : fitCells(sliceCells(piece.text, start - piece.x, end - start), end - start, ''));
			position = end;
		}
	}

	return line;
};

const isInWindow = ({boxes, start, end}: Layer, window: Window, isDown: boolean): boolean => boxes.length > 0
	&& (isDown ? start < window.y + window.height && end > window.y : start < window.x + window.width && end > window.x);

/** Renders the part of a graph that lies in a window, a string for each row. */
export const renderGraph = ({layout, window, getLevel, getContent}: GraphInput, theme: Theme): readonly string[] => {
	const glyphs = getLineGlyphs(theme.isUtf8);
	const isDown = layout.direction === 'down';
	const grid = drawLines(layout, window, getLevel);
	const rows = Array.from({length: Math.max(0, window.height)}, (_, row) => [...renderLineRow(grid, row, layout, glyphs)]);
	for (const layer of layout.layers.filter(candidate => isInWindow(candidate, window, isDown))) {
		for (const box of layer.boxes) {
			if (box.x < window.x + window.width && box.x + box.width > window.x) {
				const first = Math.max(box.y, window.y);
				const last = Math.min(box.y + box.height, window.y + window.height);
				const draft = first < last ? createBoxRows(box, getContent(box), glyphs, isDown) : [];
				for (let y = first; y < last; y++) {
					rows[y - window.y]!.push(...draft[y - box.y] ?? []);
				}
			}
		}
	}

	return rows.map(pieces => joinPieces(pieces, window, theme));
};
