/** A place in a text, both from 1; columns count UTF-16 units as editors do. */
export type TextPosition = {
	readonly line: number;
	readonly column: number;
};

const lineBreak = /\r\n|\n|\r/g;

/** Prepares a text for turning offsets into lines and columns. */
export const createPositionFinder = (text: string): ((offset: number) => TextPosition) => {
	const lineStarts = [0];
	for (const match of text.matchAll(lineBreak)) {
		lineStarts.push(match.index + match[0].length);
	}

	return offset => {
		let low = 0;
		let high = lineStarts.length - 1;
		while (low < high) {
			const middle = Math.ceil((low + high) / 2);
			if (lineStarts[middle]! <= offset) {
				low = middle;
			} else {
				high = middle - 1;
			}
		}

		return {line: low + 1, column: offset - lineStarts[low]! + 1};
	};
};
