import {secretEncodings} from './secret-encodings.js';

type Span = {readonly start: number; readonly end: number};

const mask = '***';

// Shapes of credentials that nobody told us about. None can match in more than one way, so time stays linear.
const tokenPatterns = [
	/(?<!\w)gh[pousr]_\w{36,}(?:\.[\w-]+)*/g,
	/(?<!\w)github_pat_\w{22,}/g,
	/(?<!\w)(?:AKIA|ASIA)[\dA-Z]{16}(?!\w)/g,
	/(?<![\w-])(?:eyJ[\w-]{5,}\.){2}[\w-]{5,}/g,
	/(?<=\bbearer\s{1,8})[\w.~+/=-]{16,}/gi,
	/(?<=x-amz-(?:signature|security-token)=)[^&\s"<>]+/gi,
	/(?<=:\/\/[^\s/:@]{0,100}:)[^\s/:@]+(?=@)/g,
] as const;

/** One of these is in every such credential; a line without any, as most are, is looked at once instead of seven times. */
const tokenHint = /gh[pousr]_|github_pat_|akia|asia|eyj|bearer|x-amz-|:\/\//i;

const spansOfValue = (text: string, value: string): readonly Span[] => {
	const spans: Span[] = [];
	for (let start = text.indexOf(value); start !== -1; start = text.indexOf(value, start + 1)) {
		spans.push({start, end: start + value.length});
	}

	return spans;
};

const spansOfPattern = (text: string, pattern: RegExp): readonly Span[] =>
	[...text.matchAll(pattern)].map(({index, 0: {length}}) => ({start: index, end: index + length}));

/** One mask over spans that touch or overlap, so that no rest of a longer secret stays visible beside a shorter one. */
const maskSpans = (text: string, spans: readonly Span[]): string => {
	let masked = '';
	let position = 0;
	for (const {start, end} of spans.toSorted((a, b) => a.start - b.start)) {
		if (start > position || masked === '') {
			masked += text.slice(position, start) + mask;
		}

		position = Math.max(position, end);
	}

	return masked + text.slice(position);
};

/**
A function that puts `***` in place of secrets: the values given (also base64, URI or JSON escaped, and line by line) and whatever looks like a token of GitHub, AWS or a JWT.

Sanitise first: an escape sequence inside a secret would hide it from the comparison.
*/
export const createMasker = (secrets: readonly string[]): ((text: string) => string) => {
	const values = [...new Set(secrets.flatMap(secret => secretEncodings(secret)))];
	return text => {
		const known = values.flatMap(value => spansOfValue(text, value));
		const spans = tokenHint.test(text) ? [...known, ...tokenPatterns.flatMap(pattern => spansOfPattern(text, pattern))] : known;
		return spans.length === 0 ? text : maskSpans(text, spans);
	};
};
