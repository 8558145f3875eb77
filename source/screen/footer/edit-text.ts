import {dropLastCharacter, dropLastWord} from './prompt-state.js';

const edits: ReadonlyMap<string, (text: string) => string> = new Map([
	['backspace', dropLastCharacter],
	['ctrl+h', dropLastCharacter],
	['ctrl+w', dropLastWord],
	['ctrl+u', () => ''],
	['space', text => `${text} `],
]);

/** A typed text after one more key; nothing when the key types nothing. */
export const editText = (text: string, keyName: string): string | undefined => {
	const edit = edits.get(keyName);
	if (edit !== undefined) {
		return edit(text);
	}

	return [...keyName].length === 1 ? text + keyName : undefined;
};
