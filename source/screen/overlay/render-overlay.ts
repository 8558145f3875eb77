import {renderPage} from '../frame/render-page.js';
import {type Theme} from '../frame/theme.js';
import {renderMenu} from './render-menu.js';
import {isMenu, type Overlay} from './overlay-names.js';
import {getMenuCursor, getPageTop, type OverlayState} from './overlay-state.js';
import {getMenuItems, type Overlays} from './overlays.js';

export type OverlayInput = {
	readonly overlays: Overlays;
	readonly state: OverlayState;
	readonly rows: number;
	readonly columns: number;
};

/** Renders what lies over the panes, in exactly the rows between header and footer. */
export const renderOverlay = (overlay: Overlay, {overlays: {pages, menus}, state, rows, columns}: OverlayInput, theme: Theme): readonly string[] => {
	if (isMenu(overlay)) {
		const menu = menus[overlay];
		const items = getMenuItems(menu, state);
		const cursor = getMenuCursor(state, items.length);
		const item = items[cursor];
		return renderMenu({
			title: menu?.title ?? '', items, cursor, filter: menu?.hasFilter === true ? state.filter : undefined, about: item && menu?.describeItem?.(item), rows, columns,
		}, theme);
	}

	const page = pages[overlay];
	const lines = page?.getLines() ?? [];
	return renderPage({title: page?.getTitle() ?? '', lines, top: getPageTop(state, lines.length, rows - 1), rows, columns}, theme);
};
