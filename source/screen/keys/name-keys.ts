/** What of Ink's key events names a key. */
export type KeyPress = {
	readonly upArrow: boolean;
	readonly downArrow: boolean;
	readonly leftArrow: boolean;
	readonly rightArrow: boolean;
	readonly pageUp: boolean;
	readonly pageDown: boolean;
	readonly home: boolean;
	readonly end: boolean;
	readonly return: boolean;
	readonly escape: boolean;
	readonly backspace: boolean;
	readonly delete: boolean;
	readonly tab: boolean;
	readonly shift: boolean;
	readonly ctrl: boolean;
	readonly meta: boolean;
};

const specialNames = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'pgup'],
	['pageDown', 'pgdn'],
	['home', 'home'],
	['end', 'end'],
	['return', 'enter'],
	['escape', 'esc'],
	['backspace', 'backspace'],
	// What most terminals send for the backspace key, Ink takes for delete.
	['delete', 'backspace'],
] as const;

// More characters than this in one chunk come from a paste, not from fingers; the same one many times is a held key.
const longestTyping = 3;

/** Tells whether fingers may have typed a chunk of input. */
export const isTyped = (chunk: string): boolean => {
	const characters = [...chunk];
	return characters.length <= longestTyping || characters.every(character => character === characters[0]);
};

/** Names the keys of one input event: usually one, several when a slow connection delivers them together; a pasted text only where text is wanted. */
export const nameKeys = (input: string, key: KeyPress, {isTextWanted = false}: {readonly isTextWanted?: boolean} = {}): readonly string[] => {
	const special = specialNames.find(([flag]) => key[flag]);
	if (special) {
		return [special[1]];
	}

	if (key.tab) {
		return [key.shift ? 'shift+tab' : 'tab'];
	}

	if (key.ctrl) {
		return [`ctrl+${input}`];
	}

	const characters = [...input];
	return (isTextWanted || isTyped(input)) && !key.meta ? characters.map(character => nameCharacter(character)) : [];
};

const characterNames: ReadonlyMap<string, string> = new Map([[' ', 'space'], ['\n', 'enter'], ['\r', 'enter'], ['\t', 'tab']]);

/** Names the key of one character. */
export const nameCharacter = (character: string): string => {
	const code = character.codePointAt(0) ?? 0;
	// Ctrl and a letter come as the letter's place in the alphabet (ASCII's control characters).
	return characterNames.get(character) ?? (code >= 1 && code <= 26 ? `ctrl+${String.fromCodePoint(code + 96)}` : character);
};
