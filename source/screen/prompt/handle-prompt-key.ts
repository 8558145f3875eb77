import {type KeyContext} from '../handlers/key-context.js';
import {editText} from './edit-text.js';
import {type Prompt} from './prompt-state.js';
import {prompts} from './prompts.js';

/** Types a key into the prompt; Enter submits the text, Esc and deleting beyond its beginning drop it. */
export const handlePromptKey = (keyName: string, {kind, text}: Prompt, context: KeyContext): void => {
	const {change, submit, cancel} = prompts[kind];
	const {dispatchScreen} = context;
	if (keyName === 'enter') {
		dispatchScreen({type: 'close-prompt'});
		submit?.(text, context);
	} else if (keyName === 'esc' || (keyName === 'backspace' && text === '')) {
		dispatchScreen({type: 'close-prompt'});
		cancel?.(context);
	} else {
		const next = editText(text, keyName);
		if (next !== undefined) {
			dispatchScreen({type: 'type-prompt', text: next});
			change?.(next, context);
		}
	}
};
