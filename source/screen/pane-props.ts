import {type Theme} from './frame/theme.js';

/** What every view of the upper pane is given. */
export type PaneProps = {
	/** Rows. */
	readonly height: number;
	readonly columns: number;
	readonly isFocused: boolean;
	readonly now: number;
	readonly spinner: string;
	readonly theme: Theme;
	/** Makes text from elsewhere safe to show. */
	readonly cleanText: (text: string) => string;
};
