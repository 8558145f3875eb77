/** How many columns text of narrow characters takes: `--help` has no other. */
export const measurePlainText = (text: string): number => [...text].length;

/** Cuts a word into pieces of at most so many columns. */
const cutWord = (word: string, columns: number): readonly string[] => {
	const characters = [...word];
	return Array.from({length: Math.ceil(characters.length / columns)}, (_, index) => characters.slice(index * columns, (index + 1) * columns).join(''));
};

const wrapLine = (line: string, columns: number): string => {
	const rows: string[] = [''];
	for (const word of line.trim().split(/ +/)) {
		const last = rows.at(-1)!;
		if (last === '') {
			rows.splice(-1, 1, ...cutWord(word, columns));
		} else if (last.length + 1 + word.length <= columns) {
			rows[rows.length - 1] = `${last} ${word}`;
		} else {
			rows.push(...cutWord(word, columns));
		}
	}

	return rows.join('\n');
};

/** Wraps text of narrow characters at blanks; words that are too long are cut. */
export const wrapPlainText = (text: string, columns: number): string => text.split('\n').map(line => wrapLine(line, Math.max(1, columns))).join('\n');
