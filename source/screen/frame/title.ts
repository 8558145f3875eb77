import {cellWidth, truncateCells} from './text/cell-width.js';
import {type Theme} from './theme.js';

export type TitleProps = {
	readonly text: string;
	/** Shown at the right end. */
	readonly note?: string;
	readonly isFocused: boolean;
	readonly columns: number;
};

/** Renders the line above a pane; the focused pane's has the cursor mark. */
export const renderTitle = ({text, note = '', isFocused, columns}: TitleProps, {glyphs, paint}: Theme): string => {
	const mark = isFocused ? glyphs.cursor : glyphs.rule;
	const fittedNote = truncateCells(note, Math.max(0, columns - 12), glyphs.ellipsis);
	const noteWidth = fittedNote === '' ? 0 : cellWidth(fittedNote) + 3;
	const fittedText = truncateCells(text, Math.max(0, columns - 3 - noteWidth), glyphs.ellipsis);
	const fill = glyphs.rule.repeat(Math.max(0, columns - 3 - cellWidth(fittedText) - noteWidth));
	const end = fittedNote === '' ? '' : ` ${fittedNote} ${glyphs.rule}`;
	const style = isFocused ? {color: 'cyan', isBold: true} as const : {isBold: true};
	return `${paint(isFocused ? style : {isDim: true}, mark)} ${paint(style, fittedText)} ${paint({isDim: true}, fill)}${paint(isFocused ? {} : {isDim: true}, end)}`;
};
