import {editText} from '../footer/edit-text.js';
import {type Keymap, viewBindings} from '../keys/keymap.js';
import {type Commands} from '../keys/commands.js';
import {getMovement, isMovement} from '../keys/movement.js';
import {type ScreenAction} from '../screen-state.js';
import {isMenu, type MenuName, type Overlay, type PageName} from './overlay-names.js';
import {getMenuCursor, type OverlayAction, type OverlayState} from './overlay-state.js';
import {getMenuItems, type Overlays} from './overlays.js';

/** What keys can see and change while something lies over the panes. */
export type OverlayKeys = {
	readonly keymap: Pick<Keymap, 'findCommand'>;
	readonly overlays: Overlays;
	/** Rows of the overlay in the last frame. */
	readonly rows: number;
	readonly getOverlay: () => OverlayState;
	readonly dispatchOverlay: (action: OverlayAction) => void;
	readonly dispatchScreen: (action: ScreenAction) => void;
	readonly commands: Commands;
	readonly rerun: Rerun;
};

/** What keys can do with the choices of what to run again. */
export type Rerun = {
	/** Shows the choices, with the cursor on the one likeliest to be wanted. */
	readonly open: () => void;
	/** Closes what is open and runs a choice again; gives the sentence why that cannot be done any more. */
	readonly start: (choice: string | undefined) => string | undefined;
};

/** Esc closes whatever the user has bound it to: nobody must be locked in. */
const isClosing = (keyName: string, {keymap}: OverlayKeys): boolean => {
	const command = keymap.findCommand(keyName);
	return keyName === 'esc' || command === 'back' || command === 'quit';
};

const pressInPage = (page: PageName, keyName: string, keys: OverlayKeys): void => {
	const {keymap, overlays, rows, commands, dispatchScreen, dispatchOverlay} = keys;
	const command = keymap.findCommand(keyName);
	if (command !== undefined && overlays.pages[page]?.press?.(command) === true) {
		return;
	}

	if (command !== undefined && isMovement(command)) {
		const height = rows - 1;
		dispatchOverlay({type: 'scroll', by: getMovement(command, height), lineCount: overlays.pages[page]?.getLines().length ?? 0, height});
	} else if (command === page || isClosing(keyName, keys)) {
		dispatchScreen({type: 'close-overlay'});
	} else if (command !== undefined && Object.hasOwn(viewBindings, command)) {
		// A view is asked for: the page makes way.
		dispatchScreen({type: 'close-overlay'});
		commands.run(command);
	}
};

const choose = (menu: MenuName, id: string | undefined, {overlays, getOverlay, dispatchScreen}: OverlayKeys): void => {
	const item = getMenuItems(overlays.menus[menu], getOverlay()).find(item => item.id === id);
	if (item === undefined) {
		return;
	}

	if (item.obstacle === undefined) {
		overlays.menus[menu]?.choose(item.id);
	} else {
		dispatchScreen({type: 'say', text: item.obstacle});
	}
};

// In a list that is narrowed by typing, letters are letters.
const typingMoves: ReadonlyMap<string, number> = new Map([
	['up', -1], ['down', 1], ['ctrl+p', -1], ['ctrl+n', 1], ['home', Number.NEGATIVE_INFINITY], ['end', Number.POSITIVE_INFINITY],
]);

const getMove = (keyName: string, hasFilter: boolean, {keymap, rows}: OverlayKeys): number | undefined => {
	const command = keymap.findCommand(keyName);
	if (hasFilter) {
		const page = Math.max(1, rows - 3);
		return typingMoves.get(keyName) ?? (keyName === 'pgup' ? -page : (keyName === 'pgdn' ? page : undefined));
	}

	return command !== undefined && isMovement(command) ? getMovement(command, rows - 1) : undefined;
};

/** Narrows the list by what is typed; deleting beyond its beginning closes it. */
const typeFilter = (keyName: string, {getOverlay, dispatchOverlay, dispatchScreen}: OverlayKeys): void => {
	const {filter} = getOverlay();
	const text = editText(filter, keyName);
	if (keyName === 'backspace' && filter === '') {
		dispatchScreen({type: 'close-overlay'});
	} else if (text !== undefined) {
		dispatchOverlay({type: 'filter', text});
	}
};

const pressInMenu = (name: MenuName, keyName: string, keys: OverlayKeys): void => {
	const {overlays, getOverlay, dispatchScreen, dispatchOverlay} = keys;
	const menu = overlays.menus[name];
	const hasFilter = menu?.hasFilter ?? false;
	const items = getMenuItems(menu, getOverlay());
	const move = getMove(keyName, hasFilter, keys);
	if (keyName === 'enter') {
		choose(name, items[getMenuCursor(getOverlay(), items.length)]?.id, keys);
	} else if (keyName === 'esc' || (!hasFilter && isClosing(keyName, keys))) {
		dispatchScreen({type: 'close-overlay'});
	} else if (move !== undefined) {
		dispatchOverlay({type: 'move-cursor', by: move, itemCount: items.length});
	} else if (hasFilter) {
		typeFilter(keyName, keys);
	} else {
		choose(name, items.find(({key}) => key === keyName)?.id, keys);
	}
};

/** Does what the plan on the screen says, unless it cannot be done any more. */
const startRerun = (choice: string | undefined, {rerun, dispatchScreen}: OverlayKeys): void => {
	const obstacle = rerun.start(choice);
	if (obstacle !== undefined) {
		dispatchScreen({type: 'say', text: obstacle});
	}
};

/** The plan of the choice under the cursor is on the screen: y does it. */
const pressInChoices = (keyName: string, keys: OverlayKeys): void => {
	const {overlays, getOverlay, dispatchOverlay, dispatchScreen} = keys;
	const items = getMenuItems(overlays.menus.rerun, getOverlay());
	const cursor = getMenuCursor(getOverlay(), items.length);
	const item = items[cursor];
	if (keyName !== 'y' || item === undefined) {
		pressInMenu('rerun', keyName, keys);
	} else if (item.obstacle === undefined) {
		dispatchOverlay({type: 'reset', cursor, choice: item.id});
		startRerun(item.id, keys);
	} else {
		dispatchScreen({type: 'say', text: item.obstacle});
	}
};

/** The plan is a question: y and Enter do it, n and Esc go back to the choices. */
const pressInPlan = (keyName: string, keys: OverlayKeys): void => {
	if (keyName === 'y' || keyName === 'enter') {
		startRerun(keys.getOverlay().choice, keys);
	} else if (keyName === 'n' || isClosing(keyName, keys)) {
		keys.rerun.open();
	} else {
		pressInPage('plan', keyName, keys);
	}
};

/** What a key does while something lies over the panes. */
export const pressInOverlay = (overlay: Overlay, keyName: string, keys: OverlayKeys): void => {
	if (overlay === 'rerun') {
		pressInChoices(keyName, keys);
	} else if (overlay === 'plan') {
		pressInPlan(keyName, keys);
	} else if (isMenu(overlay)) {
		pressInMenu(overlay, keyName, keys);
	} else {
		pressInPage(overlay, keyName, keys);
	}
};
