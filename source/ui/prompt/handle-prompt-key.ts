import {type KeyContext} from '../handlers/key-context.js';
import {dropLastCharacter, dropLastWord, type Prompt} from './prompt-state.js';
import {prompts} from './prompts.js';

const edits: ReadonlyMap<string, (text: string) => string> = new Map([
	['backspace', dropLastCharacter],
	['ctrl+h', dropLastCharacter],
	['ctrl+w', dropLastWord],
	['ctrl+u', () => ''],
	['space', text => `${text} `],
]);

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
		const edit = edits.get(keyName) ?? ([...keyName].length === 1 ? (typed: string) => typed + keyName : undefined);
		if (edit !== undefined) {
			const next = edit(text);
			dispatchScreen({type: 'type-prompt', text: next});
			change?.(next, context);
		}
	}
};
