import {useLayoutEffect} from 'react';
import {getFilterColumn} from '../overlay/render-menu.js';
import {type CursorPlace} from '../frame/frame-painter.js';
import {type Layout} from '../layout.js';
import {type OverlayState} from '../overlay/overlay-state.js';
import {type ScreenState} from '../screen-state.js';
import {getPromptColumn} from './render-footer.js';

/** Where a text is being typed; nothing where none is. */
export const findTextCursor = ({prompt, overlay, question}: ScreenState, {filter}: OverlayState, {columns, rows, headerRows}: Layout): CursorPlace | undefined => {
	if (question !== undefined) {
		return undefined;
	}

	if (prompt !== undefined) {
		return {row: rows - 1, column: getPromptColumn(prompt, columns)};
	}

	// Below the header and the title of the list.
	return overlay === 'palette' ? {row: headerRows + 1, column: getFilterColumn(filter, columns)} : undefined;
};

/** Puts the terminal's own cursor to the end of what is typed: input methods draw there what is not finished. */
export const useTextCursor = (setCursor: ((place: CursorPlace | undefined) => void) | undefined, place: CursorPlace | undefined): void => {
	useLayoutEffect(() => {
		setCursor?.(place);
	});
};
