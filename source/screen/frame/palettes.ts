/** Colours by the names terminals give them; the user's own palette, or a theme, decides how they look. */
export type Color = 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan';

/** What `--theme` takes. */
export const themeNames = ['default', 'colorblind', 'light', 'mono'] as const;

export type ThemeName = (typeof themeNames)[number];

/** SGR parameters (ECMA-48 8.3.117) of each colour; none for a theme that emphasises by weight only. */
export type Palette = Readonly<Record<Color, string>>;

const standard: Palette = {
	red: '31', green: '32', yellow: '33', blue: '34', magenta: '35', cyan: '36',
};

// 38;5;n are the 256 colours of xterm. These are close to Okabe and Ito's, which people with any kind of colour vision can
// tell apart: what is good is blue, what is bad is orange.
const colorblind: Palette = {
	red: '38;5;208', green: '38;5;33', yellow: '38;5;227', blue: '38;5;117', magenta: '38;5;175', cyan: '38;5;152',
};

// Dark enough for a white background.
const light: Palette = {
	red: '38;5;160', green: '38;5;28', yellow: '38;5;130', blue: '38;5;25', magenta: '38;5;90', cyan: '38;5;30',
};

const palettes: Readonly<Record<Exclude<ThemeName, 'mono'>, {readonly many: Palette; readonly few: Palette}>> = {
	default: {many: standard, few: standard},
	colorblind: {many: colorblind, few: {...standard, red: '33', green: '34', blue: '36'}},
	light: {many: light, few: {...standard, yellow: '35', cyan: '34'}},
};

/** The colours of a theme on a terminal with 256 colours or with 8; nothing for a theme without any. */
export const getPalette = (name: ThemeName, hasManyColors: boolean): Palette | undefined =>
	name === 'mono' ? undefined : palettes[name][hasManyColors ? 'many' : 'few'];
