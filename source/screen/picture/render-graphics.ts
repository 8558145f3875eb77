import {Buffer} from 'node:buffer';
import {type Pixels, fitInto, shrink} from './pixels.js';

/** A terminal's own way to show pictures. iTerm2's is WezTerm's, too. */
export type GraphicsProtocol = 'kitty' | 'iterm2';

type Environment = Readonly<Record<string, string | undefined>>;

/** Which way the terminal is known to have. None behind tmux and GNU screen, which keep a screen of their own. */
export const detectGraphics = (env: Environment): GraphicsProtocol | undefined => {
	const isSet = (name: string): boolean => Boolean(env[name]);
	if (['TMUX', 'STY', 'ZELLIJ'].some(name => isSet(name))) {
		return undefined;
	}

	if (env['TERM'] === 'xterm-kitty' || isSet('KITTY_WINDOW_ID')) {
		return 'kitty';
	}

	return ['iTerm.app', 'WezTerm'].includes(env['TERM_PROGRAM'] ?? '') || env['LC_TERMINAL'] === 'iTerm2' ? 'iterm2' : undefined;
};

/** Taken for the pixels of a cell: no terminal is asked. The terminal fits the picture into the cells. */
const cell = {width: 10, height: 20};

/** Marks that number the rows of a picture (kitty's graphics protocol, "Unicode placeholders"). */
const rowMarks = [
	0x03_05, 0x03_0D, 0x03_0E, 0x03_10, 0x03_12, 0x03_3D, 0x03_3E, 0x03_3F, 0x03_46, 0x03_4A, 0x03_4B, 0x03_4C, 0x03_50, 0x03_51, 0x03_52, 0x03_57, 0x03_5B, 0x03_63, 0x03_64, 0x03_65,
	0x03_66, 0x03_67, 0x03_68, 0x03_69, 0x03_6A, 0x03_6B, 0x03_6C, 0x03_6D, 0x03_6E, 0x03_6F, 0x04_83, 0x04_84, 0x04_85, 0x04_86, 0x04_87, 0x05_92, 0x05_93, 0x05_94, 0x05_95, 0x05_97,
	0x05_98, 0x05_99, 0x05_9C, 0x05_9D, 0x05_9E, 0x05_9F, 0x05_A0, 0x05_A1, 0x05_A8, 0x05_A9, 0x05_AB, 0x05_AC, 0x05_AF, 0x05_C4, 0x06_10, 0x06_11, 0x06_12, 0x06_13, 0x06_14, 0x06_15,
].map(point => String.fromCodePoint(point));
const placeholder = String.fromCodePoint(0x10_EE_EE);

/** The one picture that is shown: the next takes its place in the terminal's memory. */
const pictureId = 77;
/** Kitty takes no more of a picture at once. */
const chunkLength = 4096;

type Placed = {readonly columns: number; readonly rows: number; readonly base64: string};

/** The picture is sent before its first row; each row is text that the terminal draws it over, so that other text in its place removes it. */
const renderKitty = ({columns, rows, base64}: Placed): readonly string[] => {
	const chunks = base64.match(new RegExp(`.{1,${chunkLength}}`, 'gu')) ?? [];
	// a=T sends and places, f=100 is PNG, U=1 by placeholders, q=2 asks for no answer, m=1 says that more comes.
	const sent = chunks.map((chunk, index) => {
		const more = `m=${index < chunks.length - 1 ? 1 : 0}`;
		const keys = index === 0 ? `a=T,f=100,U=1,q=2,i=${pictureId},c=${columns},r=${rows},${more}` : `q=2,${more}`;
		return `\u001B_G${keys};${chunk}\u001B\\`;
	});
	// The colour is the picture's number; a cell without marks follows the one before.
	return Array.from({length: rows}, (_, row) => `${row === 0 ? sent.join('') : ''}\u001B[38;5;${pictureId}m${placeholder}${rowMarks[row]}${rowMarks[0]}${placeholder.repeat(columns - 1)}\u001B[39m`);
};

/**
The picture is drawn with its last row, when those above have been cleared. These are no blank lines: other text in their place, or none, is a change, and so removes it; so is another picture's.
*/
const renderIterm2 = ({columns, rows, base64}: Placed, number: number): readonly string[] => {
	const above = Array.from({length: rows - 1}, () => `\u001B[${'0;'.repeat(number % 8)}0m`);
	const up = rows > 1 ? `\u001B[${rows - 1}A` : '';
	const keys = `inline=1;size=${Buffer.byteLength(base64, 'base64')};width=${columns};height=${rows};preserveAspectRatio=1;doNotMoveCursor=1`;
	return [...above, `${up}\u001B]1337;File=${keys}:${base64}\u0007`];
};

/** Makes a PNG of pixels. */
export type PackPicture = (pixels: Pixels) => Uint8Array;

export type GraphicsRoom = {
	readonly protocol: GraphicsProtocol;
	readonly pack: PackPicture;
	readonly columns: number;
	readonly rows: number;
	/** Which picture it is: each has another number than the one before. */
	readonly number: number;
};

/**
Renders a picture for a terminal that shows pictures: lines for as many rows as it takes.

Its pixels are packed anew, as a small PNG: the terminal's decoder gets nothing that somebody else has made.
*/
export const renderGraphics = (pixels: Pixels, {protocol, pack, number, ...room}: GraphicsRoom): readonly string[] => {
	const mostRows = Math.min(room.rows, rowMarks.length);
	const size = fitInto(pixels, {width: room.columns * cell.width, height: mostRows * cell.height});
	const small = shrink(pixels, size);
	const {width, height} = small;
	const base64 = Buffer.from(pack(small)).toString('base64');
	const placed = {columns: Math.ceil(width / cell.width), rows: Math.ceil(height / cell.height), base64};
	return protocol === 'kitty' ? renderKitty(placed) : renderIterm2(placed, number);
};
