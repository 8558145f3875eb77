import {getMovement, isMovement} from '../keys/movement.js';
import {viewKeys} from '../keys/view-keys.js';
import {getMenuItems, menus} from '../overlay/menus.js';
import {type MenuName, type PageName} from '../overlay/overlay-names.js';
import {getMenuCursor} from '../overlay/overlay-state.js';
import {pages} from '../overlay/pages.js';
import {findLikelyChoice, getRerunItems} from '../overlay/rerun-menu.js';
import {editText} from '../prompt/edit-text.js';
import {type Overlay} from '../screen-state.js';
import {runCommand} from './handlers.js';
import {type KeyContext} from './key-context.js';
import {startRerun} from './run-handlers.js';

type OverlayKeys = (keyName: string, context: KeyContext) => void;

/** Esc closes whatever the user has bound it to: nobody must be locked in. */
const isClosing = (keyName: string, {keymap}: KeyContext): boolean => {
	const command = keymap.findCommand(keyName);
	return keyName === 'esc' || command === 'back' || command === 'quit';
};

const createPageKeys = (page: PageName): OverlayKeys => (keyName, context) => {
	const {keymap, overlayRows, dispatchScreen, dispatchOverlay} = context;
	const command = keymap.findCommand(keyName);
	if (command !== undefined && isMovement(command)) {
		const height = overlayRows - 1;
		dispatchOverlay({type: 'scroll', by: getMovement(command, height), lineCount: pages[page].getLines(context).length, height});
	} else if (command === page || isClosing(keyName, context)) {
		dispatchScreen({type: 'close-overlay'});
	} else if (command !== undefined && Object.hasOwn(viewKeys, command)) {
		// A view is asked for: the page makes way.
		dispatchScreen({type: 'close-overlay'});
		runCommand(command, context);
	}
};

const choose = (menu: MenuName, id: string | undefined, context: KeyContext): void => {
	const item = getMenuItems(menu, context).find(item => item.id === id);
	if (item === undefined) {
		return;
	}

	if (item.obstacle === undefined) {
		menus[menu].choose(item.id, context);
	} else {
		context.dispatchScreen({type: 'say', text: item.obstacle});
	}
};

// In a list that is narrowed by typing, letters are letters.
const typingMoves: ReadonlyMap<string, number> = new Map([
	['up', -1], ['down', 1], ['ctrl+p', -1], ['ctrl+n', 1], ['home', Number.NEGATIVE_INFINITY], ['end', Number.POSITIVE_INFINITY],
]);

const getMove = (keyName: string, menu: MenuName, {keymap, overlayRows}: KeyContext): number | undefined => {
	const command = keymap.findCommand(keyName);
	if (menus[menu].hasFilter) {
		const page = Math.max(1, overlayRows - 3);
		return typingMoves.get(keyName) ?? (keyName === 'pgup' ? -page : (keyName === 'pgdn' ? page : undefined));
	}

	return command !== undefined && isMovement(command) ? getMovement(command, overlayRows - 1) : undefined;
};

/** Narrows the list by what is typed; deleting beyond its beginning closes it. */
const typeFilter = (keyName: string, {getOverlay, dispatchOverlay, dispatchScreen}: KeyContext): void => {
	const {filter} = getOverlay();
	const text = editText(filter, keyName);
	if (keyName === 'backspace' && filter === '') {
		dispatchScreen({type: 'close-overlay'});
	} else if (text !== undefined) {
		dispatchOverlay({type: 'filter', text});
	}
};

/** The plan of the choice under the cursor is on the screen: y does it. */
const handleRerunKey: OverlayKeys = (keyName, context) => {
	const {getOverlay, dispatchOverlay, dispatchScreen} = context;
	const items = getRerunItems(context);
	const cursor = getMenuCursor(getOverlay(), items.length);
	const item = items[cursor];
	if (keyName !== 'y' || item === undefined) {
		createMenuKeys('rerun')(keyName, context);
	} else if (item.obstacle === undefined) {
		dispatchOverlay({type: 'reset', cursor, choice: item.id});
		startRerun(context);
	} else {
		dispatchScreen({type: 'say', text: item.obstacle});
	}
};

const createMenuKeys = (menu: MenuName): OverlayKeys => (keyName, context) => {
	const {getOverlay, dispatchScreen, dispatchOverlay} = context;
	const {hasFilter} = menus[menu];
	const items = getMenuItems(menu, context);
	const move = getMove(keyName, menu, context);
	if (keyName === 'enter') {
		choose(menu, items[getMenuCursor(getOverlay(), items.length)]?.id, context);
	} else if (keyName === 'esc' || (!hasFilter && isClosing(keyName, context))) {
		dispatchScreen({type: 'close-overlay'});
	} else if (move !== undefined) {
		dispatchOverlay({type: 'move-cursor', by: move, itemCount: items.length});
	} else if (hasFilter) {
		typeFilter(keyName, context);
	} else {
		choose(menu, items.find(({key}) => key === keyName)?.id, context);
	}
};

/** Back to the choices, with the cursor on the one likeliest to be wanted. */
const goBackToChoices = (context: KeyContext): void => {
	context.dispatchOverlay({type: 'reset', cursor: findLikelyChoice(getRerunItems(context))});
	context.dispatchScreen({type: 'open-overlay', overlay: 'rerun'});
};

/** The plan is a question: y and Enter do it, n and Esc go back to the choices. */
const handlePlanKey: OverlayKeys = (keyName, context) => {
	if (keyName === 'y' || keyName === 'enter') {
		startRerun(context);
	} else if (keyName === 'n' || isClosing(keyName, context)) {
		goBackToChoices(context);
	} else {
		createPageKeys('plan')(keyName, context);
	}
};

/** What keys do while something lies over the panes. */
export const overlayKeys: Readonly<Record<Overlay, OverlayKeys>> = {
	help: createPageKeys('help'),
	detail: createPageKeys('detail'),
	plan: handlePlanKey,
	palette: createMenuKeys('palette'),
	rerun: handleRerunKey,
};
