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

// Printable ASCII, the punctuation, arrows, lines, blocks, shapes, marks and dots that screens are drawn with, and the sign that stands
// for a finished line (line-board.ts); nothing that joins with its neighbours.
const narrow = /^[ -~\u2013\u2014\u2018-\u201D\u2022\u2026\u2190-\u2193\u2212\u2500-\u25FB\u2713\u2714\u2716-\u2718\u2800-\u28FF\uE000]*$/;

/** Tells whether every character surely takes one column. */
export const isNarrowText = (text: string): boolean => narrow.test(text);
