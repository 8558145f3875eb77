import {type Theme} from '../frame/theme.js';
import {type PreviewRoom, renderPreview} from './render-preview.js';
import {type OpenedFile} from './state.js';

/** Renders a file again only when something of it or of the terminal has changed. */
export type PreviewMemo = (opened: OpenedFile, room: PreviewRoom, theme: Theme) => readonly string[];

/** Creates the memory of the lines of one file. */
export const createPreviewMemo = (): PreviewMemo => {
	let previous: {readonly opened: OpenedFile; readonly columns: number; readonly rows: number; readonly lines: readonly string[]} | undefined;
	return (opened, room, theme) => {
		if (previous?.opened !== opened || previous.columns !== room.columns || previous.rows !== room.rows) {
			previous = {opened, columns: room.columns, rows: room.rows, lines: renderPreview(opened, room, theme)};
		}

		return previous.lines;
	};
};
