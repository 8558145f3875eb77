import {type MarkdownLine, type MarkdownSpan} from './preview.js';

/** Code, strong, emphasised, a link or a picture; none spans lines, and none is within another. */
const inline = /`(?<code>[^`]+)`|\*\*(?<strong>[^*]+)\*\*|(?<![\w*])[*_](?<emphasis>[^*_\s](?:[^*_]*[^*_\s])?)[*_](?!\w)|!?\[(?<label>[^\]]*)\]\((?<target>[^)\s]*)[^)]*\)/gu;

const parseSpans = (text: string): readonly MarkdownSpan[] => {
	const spans: MarkdownSpan[] = [];
	let end = 0;
	for (const match of text.matchAll(inline)) {
		const {code, strong, emphasis, label, target} = match.groups!;
		spans.push({text: text.slice(end, match.index)});
		end = match.index + match[0].length;
		if (target === undefined) {
			spans.push(code === undefined ? {text: (strong ?? emphasis)!, style: strong === undefined ? 'emphasis' : 'strong'} : {text: code, style: 'code'});
		} else {
			spans.push({text: label!, style: 'link'}, {text: target === '' ? '' : ` (${target})`});
		}
	}

	return [...spans, {text: text.slice(end)}].filter(span => span.text !== '');
};

const fence = /^\s{0,3}(?:```|~~~)/u;
const heading = /^\s{0,3}(?<signs>#{1,6})\s+(?<text>.*?)\s*#*$/u;
const rule = /^\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$/u;
const item = /^(?<indent>\s*)(?<marker>[-*+]|\d{1,9}[.)])\s+(?<text>.*)$/u;
const quote = /^\s{0,3}>\s?(?<text>.*)$/u;

const parseLine = (line: string): MarkdownLine => {
	const head = heading.exec(line)?.groups;
	if (head !== undefined) {
		return {style: 'heading', level: head['signs']!.length, spans: parseSpans(head['text']!)};
	}

	if (rule.test(line)) {
		return {style: 'rule', spans: []};
	}

	const entry = item.exec(line)?.groups;
	if (entry !== undefined) {
		const marker = /\d/u.test(entry['marker']!) ? entry['marker']! : '-';
		return {style: 'item', marker, depth: Math.floor(entry['indent']!.length / 2), spans: parseSpans(entry['text']!)};
	}

	const quoted = quote.exec(line)?.groups;
	return quoted === undefined ? {style: 'text', spans: parseSpans(line)} : {style: 'quote', spans: parseSpans(quoted['text']!)};
};

/** Reads Markdown line by line: what a line is, and what in it is strong, code or a link. Lines stay as they are written; the fences around code are left out. */
export const parseMarkdown = (lines: readonly string[]): readonly MarkdownLine[] => {
	let isCode = false;
	return lines.flatMap<MarkdownLine>(line => {
		if (fence.test(line)) {
			isCode = !isCode;
			return [];
		}

		return [isCode ? {style: 'code', spans: line === '' ? [] : [{text: line}]} : parseLine(line)];
	});
};
