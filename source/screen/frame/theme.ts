import {type Outcome, type Status} from '../../core/run/status.js';
import {wantsColor} from '../../environment/wants-color.js';
import {type Color, getPalette, type Palette, type ThemeName} from './palettes.js';

export {type Color} from './palettes.js';

/** How a piece of text is emphasised. Nothing on the screen is told by colour alone. */
export type Style = {
	readonly color?: Color;
	readonly isBold?: boolean;
	readonly isDim?: boolean;
	readonly isInverse?: boolean;
};

/** How a status looks. */
export type Look = {
	readonly symbol: string;
	readonly word: string;
	readonly style: Style;
};

/** How many colours there are: none wanted, the 8 of every terminal, xterm's 256, or all of 24 bits. */
export type ColorDepth = 'none' | 'few' | 'many' | 'true';

/** Everything that depends on what the terminal can show. */
export type Theme = {
	readonly hasColor: boolean;
	/** Without it all is ASCII. */
	readonly isUtf8: boolean;
	/** For pictures, whose colours are their own. */
	readonly colors: ColorDepth;
	/** Wraps text in the style's escape sequences, or returns it as it is without colours. */
	readonly paint: (style: Style, text: string) => string;
	readonly statuses: Readonly<Record<Status, Look>>;
	readonly outcomes: Readonly<Record<Outcome, Look>>;
	/** One turn of the spinner of a running node. */
	readonly spinnerFrames: readonly string[];
	readonly glyphs: Readonly<Record<GlyphName, string>>;
};

type RawLook = Look & {readonly asciiSymbol: string};

const statusLooks = {
	PENDING: {symbol: '·', asciiSymbol: '.', word: 'pending', style: {isDim: true}},
	INVOKED: {symbol: '○', asciiSymbol: 'o', word: 'invoked', style: {color: 'cyan'}},
	RUNNING: {symbol: '●', asciiSymbol: '*', word: 'running', style: {color: 'blue', isBold: true}},
	COMPLETED: {symbol: '✓', asciiSymbol: '+', word: 'completed', style: {color: 'green'}},
	FAILED: {symbol: '✗', asciiSymbol: 'x', word: 'failed', style: {color: 'red', isBold: true}},
	SKIPPED: {symbol: '↷', asciiSymbol: '>', word: 'skipped', style: {color: 'yellow'}},
	TIMEOUT: {symbol: '⧖', asciiSymbol: 'T', word: 'timed out', style: {color: 'red', isBold: true}},
	NOT_INVOKED: {symbol: '−', asciiSymbol: '-', word: 'not invoked', style: {isDim: true}},
	CANCELLED: {symbol: '■', asciiSymbol: '#', word: 'cancelled', style: {color: 'magenta'}},
} satisfies Record<Status, RawLook>;

const outcomeLooks = {
	IDLE: {symbol: '○', asciiSymbol: 'o', word: 'READY', style: {color: 'cyan', isBold: true}},
	RUNNING: {symbol: '●', asciiSymbol: '*', word: 'RUNNING', style: {color: 'blue', isBold: true}},
	COMPLETED: {symbol: '✓', asciiSymbol: '+', word: 'COMPLETED', style: {color: 'green', isBold: true}},
	FAILED: {symbol: '✗', asciiSymbol: 'x', word: 'FAILED', style: {color: 'red', isBold: true}},
	TIMEOUT: {symbol: '⧖', asciiSymbol: 'T', word: 'TIMED OUT', style: {color: 'red', isBold: true}},
	CANCELLED: {symbol: '■', asciiSymbol: '#', word: 'CANCELLED', style: {color: 'magenta', isBold: true}},
} satisfies Record<Outcome, RawLook>;

const glyphs = {
	ellipsis: ['…', '~'],
	cursor: ['▶', '>'],
	rule: ['─', '-'],
	barFull: ['█', '#'],
	barEmpty: ['░', '.'],
	separator: ['·', '|'],
	down: ['↓', 'v'],
	up: ['↑', '^'],
	warning: ['⚠', '!'],
	treeLine: ['│', '|'],
	treeBranch: ['├', '|'],
	treeLast: ['└', '`'],
	opened: ['▾', '-'],
	closed: ['▸', '+'],
	continued: ['↳', '\\'],
} as const;

type GlyphName = keyof typeof glyphs;

const spinnerFrames = {
	utf8: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'],
	ascii: ['|', '/', '-', '\\'],
};

// SGR parameters (ECMA-48 8.3.117): bold 1, faint 2, negative 7; they and colours are closed by 22, 22, 27, 39.
const createPaint = (palette: Palette | undefined) => ({color, isBold, isDim, isInverse}: Style, text: string): string => {
	const code = color === undefined ? undefined : palette?.[color];
	const opening = [
		...(code === undefined ? [] : [code]),
		...(isBold ? ['1'] : []),
		...(isDim ? ['2'] : []),
		...(isInverse ? ['7'] : []),
	];
	const closing = [
		...(code === undefined ? [] : [39]),
		...(isBold === true || isDim === true ? [22] : []),
		...(isInverse ? [27] : []),
	];
	return opening.length === 0 || text === '' ? text : `\u001B[${opening.join(';')}m${text}\u001B[${closing.join(';')}m`;
};

const pickLooks = <Name extends string>(looks: Record<Name, RawLook>, isUtf8: boolean): Record<Name, Look> => {
	const entries = Object.entries<RawLook>(looks)
		.map(([name, {symbol, asciiSymbol, word, style}]) => [name, {symbol: isUtf8 ? symbol : asciiSymbol, word, style}]);
	return Object.fromEntries(entries) as Record<Name, Look>;
};

/** What a terminal can show, and how the user wants it. */
export type ThemeOptions = {
	/** Whether text can be painted at all: bold, faint, inverse, and in colours where the theme has any. */
	readonly hasColor: boolean;
	readonly isUtf8: boolean;
	/**
	256 colours and not only 8.

	@default false
	*/
	readonly hasManyColors?: boolean;
	/**
	All 16 million colours.

	@default false
	*/
	readonly hasTrueColor?: boolean;
	/**
	@default 'default'
	*/
	readonly name?: ThemeName;
};

const getColorDepth = ({hasColor, hasManyColors, hasTrueColor, name}: Required<Omit<ThemeOptions, 'isUtf8'>>): ColorDepth => {
	if (!hasColor || name === 'mono') {
		return 'none';
	}

	return hasTrueColor ? 'true' : (hasManyColors ? 'many' : 'few');
};

/** Creates the look of the screen for a terminal with or without colours and UTF-8. */
export const createTheme = ({hasColor, isUtf8, hasManyColors = false, hasTrueColor = false, name = 'default'}: ThemeOptions): Theme => ({
	hasColor,
	isUtf8,
	colors: getColorDepth({hasColor, hasManyColors, hasTrueColor, name}),
	paint: hasColor ? createPaint(getPalette(name, hasManyColors)) : (_style, text) => text,
	statuses: pickLooks(statusLooks, isUtf8),
	outcomes: pickLooks(outcomeLooks, isUtf8),
	spinnerFrames: isUtf8 ? spinnerFrames.utf8 : spinnerFrames.ascii,
	glyphs: Object.fromEntries(Object.entries(glyphs)
		.map(([name, [utf8, ascii]]) => [name, isUtf8 ? utf8 : ascii])) as Record<GlyphName, string>,
});

/**
Tells what a terminal can show from the environment: UTF-8 when the first of LC_ALL, LC_CTYPE and LANG that is set says so, as the C
library decides it, and on Windows in its own terminal; bold, inverse and colours unless TERM=dumb.

NO_COLOR and FORCE_COLOR=0 ask for no colour, not for no bold (no-color.org): they choose the theme `mono`, which a theme that
the user names replaces.
*/
export const detectTerminal = (env: Readonly<Record<string, string | undefined>>): Required<ThemeOptions> => {
	const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find(Boolean) ?? '';
	return {
		hasColor: wantsColor(env) || env['TERM'] !== 'dumb',
		name: wantsColor(env) ? 'default' : 'mono',
		// The Linux console's font has neither braille nor most of the symbols.
		isUtf8: env['TERM'] !== 'linux' && (/utf-?8/i.test(locale) || Boolean(env['WT_SESSION'])),
		hasManyColors: /256color|kitty|ghostty|alacritty|direct/u.test(env['TERM'] ?? '') || Boolean(env['COLORTERM']) || Boolean(env['WT_SESSION']),
		hasTrueColor: /truecolor|24bit/u.test(env['COLORTERM'] ?? '') || /kitty|ghostty|direct/u.test(env['TERM'] ?? '') || Boolean(env['WT_SESSION']),
	};
};
