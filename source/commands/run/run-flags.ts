import {type Options} from 'yargs';
import {type ThemeName, themeNames} from '../../screen/frame/palettes.js';
import {type Notification, notifications} from '../../screen/indicators/end-notification.js';
import {type IndicatorOptions} from '../../screen/indicators/indicators.js';

/** How the user wants the screen. */
export type ScreenFlags = IndicatorOptions & {
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

/** Options that every command that runs or watches a workflow takes. */
export const runFlags = {
	'workflow-file': {type: 'string', describe: 'Path of the workflow document; the same as the positional'},
	ci: {type: 'boolean', default: false, describe: 'Plain lines instead of the screen; the default without a terminal'},
	local: {type: 'boolean', default: false, describe: 'Run on a local cloud on this machine, without any account'},
	reporter: {type: 'string', requiresArg: true, describe: 'Plain lines, for pipelines: lines, github, json, junit or html; name=FILE for a file; may be repeated'},
	events: {type: 'string', requiresArg: true, describe: 'Record the run in this file, for faasr-tui replay'},
	test: {type: 'string', requiresArg: true, describe: 'Run this test file beside the workflow and show its assertions'},
	expect: {type: 'boolean', default: false, describe: 'Check the run against the expectations beside the document (main.expect.yaml)'},
	'expect-file': {type: 'string', requiresArg: true, describe: 'The same with the expectations of this file'},
	update: {type: 'boolean', default: false, describe: 'With --expect: write what was found in the place of what does not hold'},
	'fail-fast': {type: 'boolean', default: false, describe: 'Cancel the rest as soon as a function fails'},
	trigger: {type: 'boolean', default: false, describe: 'Start immediately instead of waiting for t'},
	timeout: {type: 'number', default: 120, describe: 'Give up after this many seconds without any change'},
	'check-interval': {type: 'number', default: 1, describe: 'Polling interval for the bucket, in seconds'},
	'stream-logs': {type: 'boolean', default: true, describe: 'Show the functions\' logs'},
	'run-log': {type: 'boolean', default: false, describe: 'With plain lines: show what functions print, too'},
	'functions-dir': {type: 'string', describe: 'Local cloud: folder with the functions\' files'},
	'data-dir': {type: 'string', describe: 'Local cloud: folder that keeps its data between runs'},
	keep: {type: 'boolean', default: false, describe: 'Local cloud: keep its temporary folder'},
	...screenFlags,
} as const satisfies Record<string, Options>;

/** The flags of the screen as yargs gives them. */
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
export const readScreenFlags = (
	{exitOnComplete = false, accessible, theme, keymap, title, progress, notify}: ScreenArguments,
	env: Readonly<Record<string, string | undefined>>,
): ScreenFlags => ({
	isAccessible: accessible ?? (isOn(env['FAASR_TUI_ACCESSIBLE']) || isOn(env['INK_SCREEN_READER'])),
	shouldExitOnComplete: exitOnComplete,
	theme: theme ?? findTheme(env['FAASR_TUI_THEME']),
	keymapFile: keymap === undefined ? undefined : [keymap].flat().at(-1),
	title,
	progress,
	notify,
});
