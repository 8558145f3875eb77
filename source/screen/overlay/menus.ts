import {filterItems} from '../components/menu/filter-items.js';
import {type MenuItem} from '../components/menu/menu-item.js';
import {runCommand} from '../handlers/handlers.js';
import {type KeyContext} from '../handlers/key-context.js';
import {type Command} from '../keys/keymap.js';
import {type MenuName} from './overlay-names.js';
import {getPaletteItems} from './palette.js';
import {getRerunItems} from './rerun-menu.js';
import {renderRerunPlan} from './rerun-plan.js';

/** A list to choose from, over the panes. */
export type Menu = {
	readonly title: string;
	/** Letters narrow the list instead of being keys. */
	readonly hasFilter: boolean;
	readonly getItems: (context: KeyContext) => readonly MenuItem[];
	/** What is to be known of the item under the cursor, below the items: finished lines. */
	readonly describeItem?: (item: MenuItem, context: KeyContext) => readonly string[];
	/** Does what was chosen; only called for items without an obstacle. */
	readonly choose: (id: string, context: KeyContext) => void;
};

export const menus: Readonly<Record<MenuName, Menu>> = {
	palette: {
		title: 'COMMANDS',
		hasFilter: true,
		getItems: getPaletteItems,
		choose(id, context) {
			context.dispatchScreen({type: 'close-overlay'});
			runCommand(id as Command, context);
		},
	},
	rerun: {
		title: 'RUN AGAIN',
		hasFilter: false,
		getItems: getRerunItems,
		describeItem: ({id}, context) => renderRerunPlan(id, context),
		choose(id, {dispatchScreen, dispatchOverlay}) {
			dispatchOverlay({type: 'reset', choice: id});
			dispatchScreen({type: 'open-overlay', overlay: 'plan'});
		},
	},
};

/** The items that match what was typed. */
export const getMenuItems = (name: MenuName, context: KeyContext): readonly MenuItem[] =>
	filterItems(menus[name].getItems(context), context.getOverlay().filter);
