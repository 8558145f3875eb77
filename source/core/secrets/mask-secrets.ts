import {statuses} from '../run/status.js';
import {decodeEscapes, type DecodedText} from '../text/decode-escapes.js';
import {secretEncodings} from './secret-encodings.js';
import {isWeakSecret} from './weak-secret.js';

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

/** Forms of the secrets, and whether any of them has blanks. */
type Values = {readonly values: readonly string[]; readonly hasBlanks: boolean};

/** JSON in JSON in a URL, and one more. */
const mostDecodings = 4;

/** A line without these, as most are, has nothing to decode. */
const mayBeEscaped = (text: string, hasBlanks: boolean): boolean => /[%\\&]/.test(text) || (hasBlanks && /\s\s|[^\S ]/.test(text));

/** A text with its escapes read once, twice and so on, as long as there are any; each with where its characters stand in the text itself. */
const readEscapes = function * (text: string, hasBlanks: boolean): Generator<DecodedText> {
	let last: DecodedText | undefined;
	for (let count = 0; count < mostDecodings && mayBeEscaped(last?.text ?? text, hasBlanks); count++) {
		const decoded = decodeEscapes(last?.text ?? text, hasBlanks);
		if (decoded === undefined) {
			return;
		}

		const {starts, ends} = last ?? {};
		last = {
			text: decoded.text,
			starts: starts === undefined ? decoded.starts : decoded.starts.map(start => starts[start]!),
			ends: ends === undefined ? decoded.ends : decoded.ends.map(end => ends[end - 1]!),
		};
		yield last;
	}
};

/** Where the values stand in the text itself, and in what its escapes say, however often it was escaped. */
const spansOfValues = (text: string, {values, hasBlanks}: Values): readonly Span[] => {
	const find = (within: string): readonly Span[] => values.flatMap(value => spansOfValue(within, value));
	const spans = [...find(text)];
	for (const {text: decoded, starts, ends} of readEscapes(text, hasBlanks)) {
		spans.push(...find(decoded).map(({start, end}) => ({start: starts[start]!, end: ends[end - 1]!})));
	}

	return spans;
};

const readValues = (secrets: readonly string[]): Values => {
	const forms = secrets.flatMap(secret => secretEncodings(secret));
	const decoded = forms.map(form => [...readEscapes(form, true)].at(-1)?.text ?? form);
	const values = [...new Set([...forms, ...decoded])].filter(value => !isWeakSecret(value));
	return {values, hasBlanks: values.some(value => /\s/.test(value))};
};

const isWordPart = (character: string | undefined): boolean => character !== undefined && /[\w-]/.test(character);

/** Where a name stands as a whole, and not as a part of another word. */
const spansOfName = (text: string, name: string): readonly Span[] =>
	spansOfValue(text, name).filter(({start, end}) => !isWordPart(text[start - 1]) && !isWordPart(text[end]));

/** How a masker is told what to leave. */
export type MaskerOptions = {
	/** Names of the document, which stay whole even where a secret's value is a part of them. */
	readonly names?: readonly string[];
};

/**
A function that puts `***` in place of secrets: the values given, as they are, line by line, as sanitising leaves them, and however they were escaped (base64, hex, URI, JSON, HTML), and whatever looks like a token of GitHub, AWS or a JWT.

Weak values (`isWeakSecret`) are left out; statuses and `names` stay readable. Sanitise first: an escape sequence inside a secret would hide it from the comparison.
*/
export const createMasker = (secrets: readonly string[], {names = []}: MaskerOptions = {}): ((text: string) => string) => {
	const values = readValues(secrets);
	const kept = [...new Set([...statuses, ...names])].filter(name => values.values.some(value => name.includes(value)));
	return text => {
		const found = spansOfValues(text, values);
		const keptSpans = found.length === 0 ? [] : kept.flatMap(name => spansOfName(text, name));
		const known = keptSpans.length === 0 ? found : found.filter(span => !keptSpans.some(({start, end}) => start <= span.start && span.end <= end));
		const spans = tokenHint.test(text) ? [...known, ...tokenPatterns.flatMap(pattern => spansOfPattern(text, pattern))] : known;
		return spans.length === 0 ? text : maskSpans(text, spans);
	};
};
