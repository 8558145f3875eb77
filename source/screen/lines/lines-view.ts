import {sanitizeLine} from '../../core/text/sanitize.js';
import {defaultKeymap, type Keymap} from '../keys/keymap.js';
import {type Notices} from '../notices.js';
import {type AppProps} from '../screen-options.js';
import {type Keyboard} from '../frame/terminal/keyboard.js';
import {type TerminalModes, type View} from '../frame/terminal/terminal-modes.js';
import {describeNodes} from './describe-nodes.js';
import {createLineKeys} from './line-keys.js';
import {type LineStream} from './line-stream.js';

export type LinesViewOptions = Pick<AppProps, 'store' | 'actions' | 'quitSentence'> & {
	readonly lines: LineStream;
	readonly cleanText?: (text: string) => string;
	/**
	@default defaultKeymap
	*/
	readonly keymap?: Keymap;
};

export type LinesViewParts = {
	readonly keyboard: Keyboard;
	readonly notices: Notices;
	readonly onCrash: (error: unknown) => void;
	readonly getTerminal: () => TerminalModes;
	/**
	There is a screen to go back to.

	@default true
	*/
	readonly hasScreen?: boolean;
};

/** Creates the run as lines on the normal screen, with the keys that work there. */
export const createLinesView = (options: LinesViewOptions, {keyboard, notices, onCrash, getTerminal, hasScreen = true}: LinesViewParts): View => {
	const {lines, store, keymap = defaultKeymap, cleanText = sanitizeLine} = options;
	const keys = createLineKeys({
		...options,
		keymap,
		cleanText,
		note: lines.note,
		describeNodes: () => describeNodes(store.getSnapshot(), cleanText),
		suspend() {
			getTerminal().suspend();
		},
		...(hasScreen && {
			showScreen() {
				getTerminal().show('screen');
			},
		}),
	});
	let removeNotices: (() => void) | undefined;
	return {
		open() {
			removeNotices ??= notices.subscribe(keys.answer);
			keyboard.divert(chunk => {
				try {
					keys.press(chunk);
				} catch (error) {
					onCrash(error);
				}
			});
			lines.open();
		},
		close() {
			lines.close();
			keyboard.divert(undefined);
			removeNotices?.();
			removeNotices = undefined;
		},
	};
};
