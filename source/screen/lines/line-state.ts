import {type RunStore} from '../../run/runner/run-store.js';
import {type MenuItem} from '../overlay/menu-item.js';
import {getMenuCursor, initialOverlayState, type OverlayAction, type OverlayState, reduceOverlay} from '../overlay/overlay-state.js';
import {getMenuItems, type Overlays} from '../overlay/overlays.js';
import {initialScreenState, reduceScreen, type ScreenAction, type ScreenState} from '../screen-state.js';

export type LineStateOptions = {
	readonly store: Pick<RunStore, 'getSnapshot'>;
	/** Writes a sentence of our own between the lines. */
	readonly note: (text: string) => void;
	readonly getOverlays: () => Overlays;
};

const describeItem = ({key, label, hint, obstacle}: MenuItem): string => `${key ?? ''} ${label}: ${obstacle ?? hint ?? ''}`;

/** What opens on the screen, as lines; the last one says what keys do with it. */
const describeOverlay = (overlay: ScreenState['overlay'], state: OverlayState, {pages, menus}: Overlays): readonly string[] => {
	if (overlay === 'plan') {
		const {plan} = pages;
		return [...(plan?.getLines() ?? []).filter(line => line !== '').map(line => line.trimStart()), 'y does it, n goes back to the choices.'];
	}

	const items = getMenuItems(menus.rerun, state);
	const likely = items[getMenuCursor(state, items.length)];
	return [...items.map(item => describeItem(item)), `Run again? A number shows the plan, y does ${likely?.key ?? 'nothing'} at once, Esc nothing.`];
};

const isSentence = (action: ScreenAction): action is Extract<ScreenAction, {readonly type: 'say' | 'answer' | 'interrupt'}> => ['say', 'answer', 'interrupt'].includes(action.type);

/** Keeps what the screen would show, and prints what of it is new: sentences, questions, choices and plans. */
export const createLineState = ({store, note, getOverlays}: LineStateOptions) => {
	let screen = initialScreenState;
	let overlay = initialOverlayState;
	let hasSpoken = false;
	let stage = '';
	const say = (text: string): void => {
		hasSpoken = true;
		note(text);
	};

	const getStage = (): string => `${store.getSnapshot().outcome} ${store.getSnapshot().invocation?.id ?? ''}`;
	const getOpen = (): readonly string[] => describeOverlay(screen.overlay, overlay, getOverlays());
	const dispatchScreen = (action: ScreenAction): void => {
		screen = reduceScreen(screen, action);
		if (isSentence(action)) {
			say(action.text);
		} else if (action.type === 'ask') {
			say(`${action.text} y for yes, any other key for no.`);
		} else if (action.type === 'open-overlay') {
			for (const line of getOpen()) {
				say(line);
			}
		}
	};

	return {
		getScreen: () => screen,
		dispatchScreen,
		getOverlay: () => overlay,
		dispatchOverlay(action: OverlayAction): void {
			overlay = reduceOverlay(overlay, action);
		},
		/** Answers a key. Where nobody else says what became of it, this does: nothing is drawn that would show it. */
		during(keyName: string, handle: () => void): void {
			const {question, overlay: opened} = screen;
			hasSpoken = false;
			if (getStage() !== stage) {
				stage = getStage();
				dispatchScreen({type: 'started'});
			}

			handle();
			const isDropped = (question !== undefined && keyName !== 'y') || (opened !== undefined && screen.overlay === undefined && !screen.isStarting);
			if (!hasSpoken && isDropped) {
				say('Nothing changed.');
			} else if (!hasSpoken && screen.overlay !== undefined) {
				say(getOpen().at(-1) ?? '');
			}
		},
	};
};
