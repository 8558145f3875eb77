import {type ColorDepth} from '../frame/theme.js';
import {fitInto, type Pixels, shrink} from './pixels.js';

export type PictureRoom = {
	readonly columns: number;
	readonly rows: number;
	readonly colors: ColorDepth;
	readonly isUtf8: boolean;
};

type Color = readonly [red: number, green: number, blue: number];

/** The upper half of a cell; its lower half is the background. */
const halfBlock = '▀';
const reset = '\u001B[39;49m';

/** From white to black, as far as characters go. */
const shades = {utf8: [' ', '░', '▒', '▓', '█'], ascii: [' ', '.', ':', '+', '#', '@']};

const getColor = ({width, rgb}: Pixels, x: number, y: number): Color => {
	const at = ((y * width) + x) * 3;
	return [rgb[at] ?? 255, rgb[at + 1] ?? 255, rgb[at + 2] ?? 255];
};

/** From where on a value is nearer to the next of the 6 levels (0, 95, 135, 175, 215, 255) of xterm's 256 colours. */
const levelEnds = [47.5, 115, 155, 195, 235];

const getLevel = (value: number): number => levelEnds.filter(end => value > end).length;

/** The nearest of xterm's 256 colours; greys have finer steps. */
const toPaletteIndex = ([red, green, blue]: Color): number => {
	const isGrey = Math.max(red, green, blue) - Math.min(red, green, blue) < 10;
	const mean = (red + green + blue) / 3;
	return isGrey && mean > 4 && mean < 243
		? 232 + Math.min(23, Math.round((mean - 8) / 10))
		: 16 + (36 * getLevel(red)) + (6 * getLevel(green)) + getLevel(blue);
};

// SGR 38 and 48 (xterm's ctlseqs): 2 takes red, green and blue, 5 an index.
const describeColor = (color: Color, depth: ColorDepth): string => depth === 'true' ? `2;${color.join(';')}` : `5;${toPaletteIndex(color)}`;

/** A row of cells, two pixels each. */
const renderHalfBlocks = (pixels: Pixels, row: number, depth: ColorDepth): string => {
	let line = '';
	let last = '';
	for (let x = 0; x < pixels.width; x++) {
		const upper = describeColor(getColor(pixels, x, 2 * row), depth);
		const hasLower = (2 * row) + 1 < pixels.height;
		const lower = hasLower ? `48;${describeColor(getColor(pixels, x, (2 * row) + 1), depth)}` : '49';
		const code = `38;${upper};${lower}`;
		line += code === last ? halfBlock : `\u001B[${code}m${halfBlock}`;
		last = code;
	}

	return line + reset;
};

/** A row of cells in shades of grey: two pixels are one. Paper is white, a terminal is black as a rule: ink is what is bright. */
const renderShades = (pixels: Pixels, row: number, isUtf8: boolean): string => {
	const characters = shades[isUtf8 ? 'utf8' : 'ascii'];
	return Array.from({length: pixels.width}, (_, x) => {
		const [red, green, blue] = getColor(pixels, x, row);
		// Rec. 709.
		const darkness = 1 - (((0.2126 * red) + (0.7152 * green) + (0.0722 * blue)) / 255);
		return characters[Math.min(characters.length - 1, Math.floor(darkness * characters.length))];
	}).join('');
};

/** Renders a picture as lines of text, at most so many columns and rows: two pixels a cell in colours, or shades where there are none. */
export const renderPicture = (pixels: Pixels, {columns, rows, colors, isUtf8}: PictureRoom): readonly string[] => {
	const size = fitInto(pixels, {width: columns, height: 2 * rows});
	const hasColors = isUtf8 && (colors === 'many' || colors === 'true');
	if (hasColors) {
		const small = shrink(pixels, size);
		return Array.from({length: Math.ceil(size.height / 2)}, (_, row) => renderHalfBlocks(small, row, colors));
	}

	const small = shrink(pixels, {width: size.width, height: Math.max(1, Math.round(size.height / 2))});
	return Array.from({length: small.height}, (_, row) => renderShades(small, row, isUtf8));
};
