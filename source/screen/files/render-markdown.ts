import {type MarkdownLine, type MarkdownSpan} from '../../core/preview/preview.js';
import {cellWidth, truncateCells} from '../frame/text/cell-width.js';
import {type Style, type Theme} from '../frame/theme.js';

export type MarkdownInput = {
	readonly columns: number;
	readonly cleanText: (text: string) => string;
};

const spanStyles = {
	strong: {isBold: true}, emphasis: {color: 'yellow'}, code: {color: 'cyan'}, link: {color: 'blue'},
} satisfies Record<NonNullable<MarkdownSpan['style']>, Style>;

type Word = {readonly text: string; readonly style: Style};

const splitWords = (spans: readonly MarkdownSpan[], base: Style, cleanText: MarkdownInput['cleanText']): readonly Word[] => spans.flatMap(({text, style}) =>
	// Blanks stay with the word before them.
	(cleanText(`${text}|`).slice(0, -1).match(/\S+\s*|\s+/gu) ?? []).map(word => ({text: word, style: style === undefined ? base : {...base, ...spanStyles[style]}})));

/** Breaks words into lines; one that is wider than a line is cut. */
const wrap = (words: readonly Word[], width: number, {paint, glyphs}: Theme): readonly string[] => {
	const lines: string[] = [];
	let [line, used] = ['', 0];
	for (const {text, style} of words) {
		if (used > 0 && used + cellWidth(text.trimEnd()) > width) {
			lines.push(line);
			[line, used] = ['', 0];
		}

		const shown = truncateCells(used + cellWidth(text) > width ? text.trimEnd() : text, width, glyphs.ellipsis);
		line += paint(style, shown);
		used += cellWidth(shown);
	}

	return [...lines, line];
};

const renderLine = ({style, level = 1, marker = '', depth = 0, spans}: MarkdownLine, {columns, cleanText}: MarkdownInput, theme: Theme): readonly string[] => {
	const {paint, glyphs} = theme;
	const render = (start: string, base: Style = {}): readonly string[] => {
		const width = Math.max(1, columns - 1 - cellWidth(start));
		return wrap(splitWords(spans, base, cleanText), width, theme).map((line, index) => ` ${index === 0 ? start : ' '.repeat(cellWidth(start))}${line}`);
	};

	switch (style) {
		case 'heading': {
			return render('', level <= 2 ? {isBold: true, color: 'cyan'} : {isBold: true});
		}

		case 'item': {
			return render(`${' '.repeat(Math.min(depth, 10) * 2)}${marker} `);
		}

		case 'quote': {
			return render(`${glyphs.treeLine} `, {isDim: true});
		}

		case 'rule': {
			return [` ${paint({isDim: true}, glyphs.rule.repeat(Math.max(1, columns - 2)))}`];
		}

		case 'code': {
			const text = spans.map(span => span.text).join('');
			return [`   ${paint({color: 'cyan'}, truncateCells(cleanText(text), columns - 3, glyphs.ellipsis))}`];
		}

		case 'text': {
			return render('');
		}
	}
};

/** Renders Markdown: headings, lists, quotes and code as they are meant, words wrapped. */
export const renderMarkdown = (lines: readonly MarkdownLine[], input: MarkdownInput, theme: Theme): readonly string[] => lines.flatMap(line => renderLine(line, input, theme));
