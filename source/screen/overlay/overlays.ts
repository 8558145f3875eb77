import {type Command} from '../keys/keymap.js';
import {filterItems} from './filter-items.js';
import {type MenuItem} from './menu-item.js';
import {type MenuName, type PageName} from './overlay-names.js';
import {type OverlayState} from './overlay-state.js';

/** A text over the panes. */
export type Page = {
	readonly getTitle: () => string;
	/** Finished lines, at most as wide as the terminal. */
	readonly getLines: () => readonly string[];
	/** Does what a command means here, and gives true; for one that it does not know, false. */
	readonly press?: (command: Command) => boolean;
};

/** A list to choose from, over the panes. */
export type Menu = {
	readonly title: string;
	/** Letters narrow the list instead of being keys. */
	readonly hasFilter: boolean;
	readonly getItems: () => readonly MenuItem[];
	/** What is to be known of the item under the cursor, below the items: finished lines. */
	readonly describeItem?: (item: MenuItem) => readonly string[];
	/** Does what was chosen; only called for items without an obstacle. */
	readonly choose: (id: string) => void;
};

/** All that can lie over the panes; on lines only some of it. */
export type Overlays = {
	readonly pages: Readonly<Partial<Record<PageName, Page>>>;
	readonly menus: Readonly<Partial<Record<MenuName, Menu>>>;
};

/** The items that match what was typed. */
export const getMenuItems = (menu: Menu | undefined, {filter}: OverlayState): readonly MenuItem[] => filterItems(menu?.getItems() ?? [], filter);
