import {type Options} from 'yargs';
import {type ThemeName, themeNames} from '../../screen/palettes.js';
import {type Notification, notifications} from '../../screen/terminal/end-notification.js';
import {type SignWishes} from '../../screen/terminal/terminal-signs.js';

/** How the user wants the screen. */
export type ScreenWishes = SignWishes & {
	/** Lines that are only ever added, for screen readers. */
	readonly isAccessible?: boolean;
	readonly shouldExitOnComplete?: boolean;
	readonly theme?: ThemeName | undefined;
	/** Where the user's keys are, instead of the usual place. */
	readonly keymapFile?: string | undefined;
};

/** Options of the screen. */
export const screenFlags = {
	'exit-on-complete': {type: 'boolean', default: false, describe: 'Leave the screen when the run has ended, instead of waiting for q'},
	accessible: {type: 'boolean', describe: 'For screen readers: append-only lines, no cursor movement; ? lists the keys, fewer than the screen has'},
	theme: {choices: themeNames, describe: 'Colour theme: default, colour-blind safe, light background, or monochrome'},
	keymap: {type: 'string', requiresArg: true, describe: 'Keys of the screen; by default ~/.config/faasr-tui/keymap.json'},
	title: {type: 'boolean', describe: 'Show the run\'s status in the terminal title (default: on; --no-title to disable)'},
	progress: {type: 'boolean', describe: 'Show progress in the terminal\'s tab (OSC 9;4; default: on terminals known to support it)'},
	notify: {choices: notifications, describe: 'Notification when the run ends (default: bell if it took over 30 s)'},
} as const satisfies Record<string, Options>;

/** The flags as yargs gives them. */
export type ScreenArguments = {
	readonly exitOnComplete?: boolean;
	readonly accessible?: boolean | undefined;
	readonly theme?: ThemeName | undefined;
	readonly keymap?: string | readonly string[] | undefined;
	readonly title?: boolean | undefined;
	readonly progress?: boolean | undefined;
	readonly notify?: Notification | undefined;
};

const isOn = (variable: string | undefined): boolean => variable !== undefined && !['', '0', 'false'].includes(variable);

const findTheme = (name: string | undefined): ThemeName | undefined => themeNames.find(candidate => candidate === name);

/** What flags, and variables where there is no flag, say about the screen. */
export const readScreenWishes = (
	{exitOnComplete = false, accessible, theme, keymap, title, progress, notify}: ScreenArguments,
	env: Readonly<Record<string, string | undefined>>,
): ScreenWishes => ({
	isAccessible: accessible ?? (isOn(env['FAASR_TUI_ACCESSIBLE']) || isOn(env['INK_SCREEN_READER'])),
	shouldExitOnComplete: exitOnComplete,
	theme: theme ?? findTheme(env['FAASR_TUI_THEME']),
	keymapFile: keymap === undefined ? undefined : [keymap].flat().at(-1),
	title,
	progress,
	notify,
});
