import {type Theme} from './theme.js';
import {renderTitle} from './title.js';

export type PageInput = {
	readonly title: string;
	/** Finished lines. */
	readonly lines: readonly string[];
	/** First line in view. */
	readonly top: number;
	/** Said at the right end of the title, before how much lies beyond the view. */
	readonly note?: string;
	/**
	@default true
	*/
	readonly isFocused?: boolean;
	/** Rows for the title and the text. */
	readonly rows: number;
	readonly columns: number;
};

/** Renders a text that may be longer than the screen: its title, and exactly the lines in view. */
export const renderPage = ({title, lines, top, note, isFocused = true, rows, columns}: PageInput, theme: Theme): readonly string[] => {
	const height = Math.max(0, rows - 1);
	const visible = lines.slice(top, top + height);
	const below = lines.length - top - height;
	const {up, down} = theme.glyphs;
	const notes = [...(note === undefined ? [] : [note]), ...(top > 0 ? [`${top} more ${up}`] : []), ...(below > 0 ? [`${below} more ${down}`] : [])];
	return [
		renderTitle({text: title, note: notes.join('  '), isFocused, columns}, theme),
		...visible,
		...Array.from({length: height - visible.length}, () => ''),
	];
};
