// What the texts of logs and errors have in common beside letters: quotes, dashes, dots, arrows, ticks.
const replacements: ReadonlyMap<string, string> = new Map([
	['‘', '\''], ['’', '\''], ['“', '"'], ['”', '"'], ['–', '-'], ['—', '-'], ['−', '-'], ['…', '...'], ['→', '->'], ['←', '<-'], ['✓', '+'], ['✔', '+'], ['✗', 'x'], ['✘', 'x'], ['•', '*'], ['·', '.'], ['\u00A0', ' '], ['ß', 'ss'], ['æ', 'ae'], ['ø', 'o'],
]);

// eslint-disable-next-line no-control-regex -- all of ASCII, whatever it is
const asciiText = /^[\u0000-\u007F]*$/u;

/** Writes a text in ASCII, for terminals that show nothing else: letters without their accents, what has no counterpart as `?`. */
export const toAscii = (text: string): string => {
	if (asciiText.test(text)) {
		return text;
	}

	return [...text.normalize('NFD')]
		.filter(character => !/\p{Mn}/u.test(character))
		.map(character => asciiText.test(character) ? character : replacements.get(character) ?? '?')
		.join('');
};
