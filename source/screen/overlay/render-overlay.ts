import {renderMenu} from '../components/menu/render-menu.js';
import {renderPage} from '../components/page/render-page.js';
import {type KeyContext} from '../handlers/key-context.js';
import {type Overlay} from '../screen-state.js';
import {getMenuItems, menus} from './menus.js';
import {getMenuCursor, getPageTop} from './overlay-state.js';
import {pages} from './pages.js';

/** Renders what lies over the panes, in exactly the rows between header and footer. */
export const renderOverlay = (overlay: Overlay, context: KeyContext): readonly string[] => {
	const {getOverlay, columns, overlayRows: rows, theme} = context;
	const state = getOverlay();
	if (overlay === 'palette' || overlay === 'rerun') {
		const {title, hasFilter, describeItem} = menus[overlay];
		const items = getMenuItems(overlay, context);
		const cursor = getMenuCursor(state, items.length);
		const item = items[cursor];
		return renderMenu({
			title, items, cursor, filter: hasFilter ? state.filter : undefined, about: item && describeItem?.(item, context), rows, columns,
		}, theme);
	}

	const {getTitle, getLines} = pages[overlay];
	const lines = getLines(context);
	return renderPage({title: getTitle(context), lines, top: getPageTop(state, lines.length, rows - 1), rows, columns}, theme);
};
