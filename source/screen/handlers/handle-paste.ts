import {prompts} from '../prompt/prompts.js';
import {type KeyContext} from './key-context.js';

/** True while what is typed is text: in a prompt, or to narrow the list of commands. */
export const isTyping = ({getScreen}: Pick<KeyContext, 'getScreen'>): boolean => {
	const {prompt, overlay, question} = getScreen();
	return question === undefined && (prompt !== undefined || overlay === 'palette');
};

const longestText = 1000;

/** A pasted text as one line of what can be typed: lines are joined, controls are left out. */
const toTyped = (text: string): string => [...text.trimEnd().replaceAll(/[\t\r\n]+/gu, ' ').replaceAll(/\p{Cc}/gu, '')].slice(0, longestText).join('');

/** Adds a pasted text to what is being typed. Where no text is wanted it does nothing: it is no keys, and it answers no question. */
export const handlePaste = (text: string, context: KeyContext): void => {
	if (!isTyping(context)) {
		return;
	}

	const {getScreen, getOverlay, dispatchScreen, dispatchOverlay} = context;
	const {prompt} = getScreen();
	if (prompt === undefined) {
		dispatchOverlay({type: 'filter', text: getOverlay().filter + toTyped(text)});
		return;
	}

	const next = prompt.text + toTyped(text);
	dispatchScreen({type: 'type-prompt', text: next});
	prompts[prompt.kind].change?.(next, context);
};
