import {type ScreenAction} from '../screen-state.js';
import {editText} from './edit-text.js';
import {type PromptHandler} from './prompt-handler.js';
import {type Prompt, type PromptKind} from './prompt-state.js';

/** What becomes of what is typed, for every kind of prompt that can be open. */
export type Prompts = Readonly<Partial<Record<PromptKind, PromptHandler>>>;

/** Types a key into the prompt; Enter submits the text, Esc and deleting beyond its beginning drop it. */
export const pressInPrompt = (keyName: string, {kind, text}: Prompt, prompts: Prompts, dispatchScreen: (action: ScreenAction) => void): void => {
	const {change, submit, cancel} = prompts[kind] ?? {};
	if (keyName === 'enter') {
		dispatchScreen({type: 'close-prompt'});
		submit?.(text);
	} else if (keyName === 'esc' || (keyName === 'backspace' && text === '')) {
		dispatchScreen({type: 'close-prompt'});
		cancel?.();
	} else {
		const next = editText(text, keyName);
		if (next !== undefined) {
			dispatchScreen({type: 'type-prompt', text: next});
			change?.(next);
		}
	}
};
