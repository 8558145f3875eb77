/** A text, a sign, or a number or word; a text that was cut off has no end. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"?|[{}[\],:]|[^\s{}[\],:"]+/gsu;

/** A list of numbers and short texts stays on one line up to so many characters. */
const longestList = 72;
/** Deeper values are not indented further. */
const deepestIndent = 40;

/** The list that begins at a token, as one line, and the place behind it; nothing when it is long or holds others. */
const joinList = (tokens: readonly string[], start: number): {readonly text: string; readonly end: number} | undefined => {
	let text = '';
	for (let index = start; index < tokens.length && text.length <= longestList; index++) {
		const next = tokens[index]!;
		if (index > start && ['{', '}', '[', ':'].includes(next)) {
			return undefined;
		}

		text += next === ',' ? ', ' : next;
		if (next === ']') {
			return text.length <= longestList ? {text, end: index + 1} : undefined;
		}
	}

	return undefined;
};

/**
Lays out a JSON text with two spaces a level: what is in it stays as it is written, so that no number loses a digit and no key that stands twice is lost.

It never throws: of a text that was cut off, or is no JSON, it lays out what there is.
*/
export const formatJson = (text: string): readonly string[] => {
	const tokens = text.match(token) ?? [];
	const lines: string[] = [];
	let line = '';
	let depth = 0;
	const breakLine = (): void => {
		if (line !== '') {
			lines.push(line);
		}

		line = ' '.repeat(2 * Math.min(depth, deepestIndent));
	};

	for (let index = 0; index < tokens.length;) {
		const next = tokens[index]!;
		const list = next === '[' ? joinList(tokens, index) : undefined;
		const isEmpty = next === '{' && tokens[index + 1] === '}';
		if (list !== undefined || isEmpty) {
			line += list?.text ?? '{}';
			index = list?.end ?? index + 2;
			continue;
		}

		index++;
		if (next === '}' || next === ']') {
			depth = Math.max(0, depth - 1);
			breakLine();
		}

		line += next === ':' ? ': ' : next;
		depth += next === '{' || next === '[' ? 1 : 0;
		if ([',', '{', '['].includes(next) || (depth === 0 && tokens[index] !== ',')) {
			breakLine();
		}
	}

	return line.trim() === '' ? lines : [...lines, line];
};
