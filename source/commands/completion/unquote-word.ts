/** A word as bash has it on the command line, with quotes and backslashes, as the program would get it. Quotes may still be open; nothing is expanded. */
export const unquoteWord = (word: string): string => {
	let text = '';
	let quote = '';
	const characters = [...word];
	for (let character = characters.shift(); character !== undefined; character = characters.shift()) {
		if (character === quote) {
			quote = '';
		} else if (quote === '' && (character === '"' || character === '\'')) {
			quote = character;
		} else if (character === '\\' && quote !== '\'') {
			text += characters.shift() ?? '';
		} else {
			text += character;
		}
	}

	return text;
};
