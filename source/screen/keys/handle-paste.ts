import {type ScreenState} from '../screen-state.js';
import {type KeyTargets} from './handle-key.js';

/** True while what is typed is text: in a prompt, or to narrow the list of commands. */
export const isTyping = ({prompt, overlay, question}: ScreenState): boolean => question === undefined && (prompt !== undefined || overlay === 'palette');

const longestText = 1000;

/** A pasted text as one line of what can be typed: lines are joined, controls are left out. */
const toTyped = (text: string): string => [...text.trimEnd().replaceAll(/[\t\r\n]+/gu, ' ').replaceAll(/\p{Cc}/gu, '')].slice(0, longestText).join('');

/** Adds a pasted text to what is being typed. Where no text is wanted it does nothing: it is no keys, and it answers no question. */
export const handlePaste = (text: string, {getScreen, dispatchScreen, prompts, overlay: {getOverlay, dispatchOverlay}}: KeyTargets): void => {
	if (!isTyping(getScreen())) {
		return;
	}

	const {prompt} = getScreen();
	if (prompt === undefined) {
		dispatchOverlay({type: 'filter', text: getOverlay().filter + toTyped(text)});
		return;
	}

	const next = prompt.text + toTyped(text);
	dispatchScreen({type: 'type-prompt', text: next});
	prompts[prompt.kind]?.change?.(next);
};
