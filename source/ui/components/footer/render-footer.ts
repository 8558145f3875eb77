import {type Command, keymap} from '../../keys/keymap.js';
import {describeObstacle, type Intent} from '../../run-actions.js';
import {cellWidth, takeLastCells, truncateCells} from '../../text/cell-width.js';
import {prompts} from '../../prompt/prompts.js';
import {type Prompt} from '../../prompt/prompt-state.js';
import {type Overlay, type Pane} from '../../screen-state.js';
import {type Theme} from '../../theme.js';
import {type RunState} from '../../../core/run/run-state.js';

export type FooterInput = {
	readonly state: RunState;
	readonly question?: string | undefined;
	readonly notice?: string | undefined;
	readonly overlay: Overlay | undefined;
	readonly prompt: Prompt | undefined;
	readonly focus: Pane;
	/** Table and log do not fit together: the key to the other pane is then the last to go. */
	readonly isOnePane: boolean;
	readonly columns: number;
};

type Hint = {
	readonly command: Command;
	/** The higher, the longer it stays when there is little room. */
	readonly weight: number;
	readonly intent?: Intent;
	readonly label?: string;
};

const hints: readonly Hint[] = [
	{command: 'trigger', weight: 6, intent: 'trigger'},
	{command: 'cancel', weight: 6, intent: 'cancel'},
	{command: 'rerun', weight: 6, intent: 'rerun'},
	{command: 'show-node-log', weight: 4},
	{command: 'show-all-logs', weight: 3},
	{command: 'toggle-follow', weight: 3},
	{command: 'switch-pane', weight: 5},
	{command: 'help', weight: 7},
	{command: 'quit', weight: 8},
];

const helpHints: readonly Hint[] = [
	{command: 'back', weight: 8, label: 'close'},
	{command: 'down', weight: 1, label: 'scroll'},
	{command: 'quit', weight: 7, label: 'close'},
];

const getHints = ({overlay, isOnePane, focus}: FooterInput): readonly Hint[] => overlay === 'help'
	? helpHints
	: hints.map(hint => hint.command === 'switch-pane'
		? {...hint, weight: isOnePane ? 7 : hint.weight, label: focus === 'upper' ? 'log' : 'table'}
		: hint);

const createEntry = ({command, weight, intent, label}: Hint, state: RunState, {hasColor}: Theme) => {
	const isEnabled = intent === undefined || describeObstacle(state, intent) === undefined;
	const words = `${keymap[command].keys[0]} ${label ?? keymap[command].label}`;
	// Without colours there is no dim: brackets say that the key does nothing now.
	const text = isEnabled || hasColor ? words : `(${words})`;
	return {text, isEnabled, weight: isEnabled ? weight : weight - 5};
};

/** Renders the last line: a question, a notice, or the keys with what they do, those that do nothing now set back. */
export const renderFooter = (input: FooterInput, theme: Theme): string => {
	const {question, prompt, notice, columns} = input;
	const {paint, glyphs} = theme;
	if (question !== undefined) {
		const keys = ' y/n';
		const text = truncateCells(question, columns - 1 - keys.length, glyphs.ellipsis);
		return ` ${paint({color: 'yellow', isBold: true}, text + keys)}`;
	}

	if (prompt !== undefined) {
		return renderPrompt(prompt, columns, theme);
	}

	if (notice !== undefined) {
		return ` ${paint({color: 'yellow'}, truncateCells(notice, columns - 1, glyphs.ellipsis))}`;
	}

	const entries = getHints(input).map(hint => createEntry(hint, input.state, theme));
	return ' ' + dropUntilFits(entries, columns - 1)
		.map(({text, isEnabled}) => paintHint(text, isEnabled, theme))
		.join(gap);
};

/** The end of a text too long for the line is shown: that is where it is typed. */
const renderPrompt = ({kind, text}: Prompt, columns: number, {paint}: Theme): string => {
	const label = ` ${prompts[kind].label}`;
	const room = Math.max(0, columns - cellWidth(label) - 1);
	return paint({color: 'cyan', isBold: true}, label) + takeLastCells(text, room) + paint({isInverse: true}, ' ');
};

const gap = '  ';

const paintHint = (text: string, isEnabled: boolean, {paint}: Theme): string => {
	const [key = '', ...label] = text.split(' ');
	return isEnabled ? `${paint({color: 'cyan', isBold: true}, key)} ${label.join(' ')}` : paint({isDim: true}, text);
};

const dropUntilFits = <Entry extends {readonly text: string; readonly weight: number}>(entries: readonly Entry[], columns: number): readonly Entry[] => {
	const width = entries.reduce((sum, {text}) => sum + cellWidth(text) + gap.length, -gap.length);
	if (width <= columns || entries.length <= 1) {
		return entries;
	}

	const lightest = Math.min(...entries.map(({weight}) => weight));
	const dropped = entries.findLastIndex(({weight}) => weight === lightest);
	return dropUntilFits(entries.filter((_, index) => index !== dropped), columns);
};
