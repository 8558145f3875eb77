import {type Command, type Keymap} from '../keys/keymap.js';
import {describeObstacle, isRunCommand} from '../run/keys.js';
import {cellWidth, takeLastCells, truncateCells} from '../frame/text/cell-width.js';
import {type Overlay} from '../overlay/overlay-names.js';
import {type Pane, type ScreenState, type UpperView} from '../screen-state.js';
import {wrapWords} from '../frame/text/wrap-words.js';
import {type Theme} from '../frame/theme.js';
import {type RunState} from '../../core/run/run-state.js';
import {type Prompt, promptLabels} from './prompt-state.js';

export type FooterInput = {
	readonly keymap: Keymap;
	readonly state: RunState;
	readonly question?: string | undefined;
	readonly notice?: string | undefined;
	readonly overlay: Overlay | undefined;
	readonly prompt: Prompt | undefined;
	readonly focus: Pane;
	readonly upperView: UpperView;
	/** Table and log do not fit together: the key to the other pane is then the last to go. */
	readonly isOnePane: boolean;
	/** Rows there are for a notice. */
	readonly rowCount: number;
	readonly columns: number;
};

type Hint = {
	readonly command: Command;
	/** The higher, the longer it stays when there is little room. */
	readonly weight: number;
	readonly label?: string;
	/** Takes no room where it is of no use. */
	readonly isHidden?: (state: RunState) => boolean;
};

const hints: readonly Hint[] = [
	{command: 'trigger', weight: 6},
	{command: 'cancel', weight: 6},
	{command: 'force-cancel', weight: 6, isHidden: ({isCancelRequested}) => !isCancelRequested},
	{command: 'rerun', weight: 6},
	{command: 'detail', weight: 2},
	{command: 'show-node-log', weight: 4},
	{command: 'show-all-logs', weight: 3},
	{command: 'toggle-follow', weight: 3},
	{command: 'switch-pane', weight: 5},
	{command: 'help', weight: 7},
	{command: 'quit', weight: 8},
];

/** With the focus in the files, keys for the log do something with them. */
const fileHints: readonly Hint[] = [
	...hints.slice(0, 4),
	{command: 'show-node-log', weight: 6, label: 'look'},
	{command: 'copy-lines', weight: 2, label: 'address'},
	{command: 'save-log', weight: 4, label: 'save'},
	{command: 'save-files', weight: 3},
	{command: 'open-run', weight: 1, label: 'open'},
	...hints.slice(-3),
];

type Entry = {readonly text: string; readonly isEnabled: boolean; readonly weight: number};

const createFixed = (key: string, label: string, weight: number): Entry => ({text: `${key} ${label}`, isEnabled: true, weight});

const close = createFixed('esc', 'close', 8);

/** Keys while something lies over the panes; these cannot be bound otherwise. */
const overlayEntries: Readonly<Record<Overlay, (keymap: Keymap) => readonly Entry[]>> = {
	help: ({nameKey}) => [close, createFixed(nameKey('down'), 'scroll', 1)],
	detail: ({nameKey}) => [close, createFixed(nameKey('down'), 'scroll', 1)],
	preview: ({nameKey}) => [
		close, createFixed(nameKey('down'), 'scroll', 2), createFixed(nameKey('right'), 'right', 1), createFixed(nameKey('save-log'), 'save', 6), createFixed(nameKey('copy-lines'), 'address', 4), createFixed(nameKey('open-run'), 'open', 3),
	],
	plan: ({nameKey}) => [createFixed('y', 'do it', 9), createFixed('n', 'back', 8), createFixed(nameKey('down'), 'scroll', 1)],
	palette: () => [createFixed('enter', 'do it', 7), createFixed('down', 'next', 1), createFixed('letters', 'narrow the list', 2), close],
	leave: () => [createFixed('y', 'keep', 9), createFixed('n', 'delete', 8), createFixed('esc', 'stay', 7)],
	rerun: ({nameKey}) => [createFixed('y', 'do it', 9), createFixed('enter', 'whole plan', 7), createFixed(nameKey('down'), 'next', 1), close],
};

const createEntry = ({command, weight, label, isHidden}: Hint, {state, keymap}: FooterInput, {hasColor}: Theme): readonly Entry[] => {
	const {keys: [key], label: ownLabel} = keymap.bindings[command];
	if (key === undefined || isHidden?.(state) === true) {
		return [];
	}

	const isEnabled = !isRunCommand(command) || describeObstacle(state, command, keymap.nameKey) === undefined;
	const words = `${key} ${label ?? ownLabel}`;
	// Without colours there is no dim: brackets say that the key does nothing now.
	const text = isEnabled || hasColor ? words : `(${words})`;
	return [{text, isEnabled, weight: isEnabled ? weight : weight - 5}];
};

const getEntries = (input: FooterInput, theme: Theme): readonly Entry[] => {
	const {overlay, isOnePane, focus, upperView, keymap} = input;
	return overlay === undefined
		? (focus === 'upper' && upperView === 'files' ? fileHints : hints).flatMap(hint => createEntry(hint.command === 'switch-pane'
			? {...hint, weight: isOnePane ? 7 : hint.weight, label: focus === 'upper' ? 'log' : 'table'}
			: hint, input, theme))
		: overlayEntries[overlay](keymap);
};

// A notice takes no more rows than these, and no more than a fourth of the terminal.
const mostNoticeRows = 3;

const wrapNotice = (notice: string, columns: number): readonly string[] => wrapWords(notice, columns - 1);

/** How many rows the footer needs: one, or what a notice takes that is longer than the line. */
export const countFooterRows = ({question, prompt, notice}: Partial<Pick<ScreenState, 'question' | 'prompt' | 'notice'>>, {columns, rows}: {readonly columns: number; readonly rows: number}): number =>
	notice === undefined || question !== undefined || prompt !== undefined
		? 1
		: Math.max(1, Math.min(wrapNotice(notice, columns).length, mostNoticeRows, Math.floor(rows / 4)));

const renderNotice = (notice: string, rowCount: number, columns: number, {paint, glyphs}: Theme): readonly string[] => {
	const lines = wrapNotice(notice, columns);
	const last = truncateCells(lines.slice(rowCount - 1).join(' '), columns - 1, glyphs.ellipsis);
	return [...lines.slice(0, rowCount - 1), last].map(line => ` ${paint({color: 'yellow'}, line)}`);
};

/** Renders the last line: a question, a notice, or the keys with what they do, those that do nothing now set back. */
export const renderFooter = (input: FooterInput, theme: Theme): readonly string[] => {
	const {question, prompt, notice, columns} = input;
	const {paint, glyphs} = theme;
	if (question !== undefined) {
		const keys = ' y/n';
		const text = truncateCells(question, columns - 1 - keys.length, glyphs.ellipsis);
		return [` ${paint({color: 'yellow', isBold: true}, text + keys)}`];
	}

	if (prompt !== undefined) {
		return [renderPrompt(prompt, columns, theme)];
	}

	if (notice !== undefined) {
		return renderNotice(notice, input.rowCount, columns, theme);
	}

	return [' ' + dropUntilFits(getEntries(input, theme), columns - 1)
		.map(({text, isEnabled}) => paintHint(text, isEnabled, theme))
		.join(gap)];
};

/** The end of a text too long for the line is shown: that is where it is typed. */
const fitPrompt = ({kind, text}: Prompt, columns: number): readonly [label: string, shown: string] => {
	const label = ` ${promptLabels[kind]}`;
	return [label, takeLastCells(text, Math.max(0, columns - cellWidth(label) - 1))];
};

const renderPrompt = (prompt: Prompt, columns: number, {paint}: Theme): string => {
	const [label, shown] = fitPrompt(prompt, columns);
	return paint({color: 'cyan', isBold: true}, label) + shown + paint({isInverse: true}, ' ');
};

/** The column, from 0, where the next character of a prompt is typed. */
export const getPromptColumn = (prompt: Prompt, columns: number): number => cellWidth(fitPrompt(prompt, columns).join(''));

const gap = '  ';

const paintHint = (text: string, isEnabled: boolean, {paint}: Theme): string => {
	const [key = '', ...label] = text.split(' ');
	return isEnabled ? `${paint({color: 'cyan', isBold: true}, key)} ${label.join(' ')}` : paint({isDim: true}, text);
};

const dropUntilFits = (entries: readonly Entry[], columns: number): readonly Entry[] => {
	const width = entries.reduce((sum, {text}) => sum + cellWidth(text) + gap.length, -gap.length);
	if (width <= columns || entries.length <= 1) {
		return entries;
	}

	const lightest = Math.min(...entries.map(({weight}) => weight));
	const dropped = entries.findLastIndex(({weight}) => weight === lightest);
	return dropUntilFits(entries.filter((_, index) => index !== dropped), columns);
};
