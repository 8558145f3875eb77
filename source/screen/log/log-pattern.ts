import {escapePattern} from '../../core/text/escape-pattern.js';

/** What a user searches or filters for. */
export type LogPattern = {
	/** As it was typed. */
	readonly text: string;
	/** Lines that do not match are meant (`!x`). */
	readonly isInverse: boolean;
	readonly expression: RegExp;
};

// Letters behind a backslash are classes, not letters.
const escaped = /\\./gu;

const compile = (text: string): RegExp => {
	const flags = /\p{Lu}/u.test(text.replaceAll(escaped, '')) ? 'g' : 'gi';
	try {
		return new RegExp(text, flags);
	} catch {
		return new RegExp(escapePattern(text), flags);
	}
};

/**
Reads what was typed: a regular expression when it is one, otherwise the text itself; capitals count when there are any.

Nothing typed is no pattern.
*/
export const parseLogPattern = (text: string, {mayInvert = false}: {readonly mayInvert?: boolean} = {}): LogPattern | undefined => {
	const isInverse = mayInvert && text.startsWith('!');
	const wanted = isInverse ? text.slice(1) : text;
	return wanted === '' ? undefined : {text, isInverse, expression: compile(wanted)};
};

/** Whether a text matches, whatever is meant by it. */
export const matchesText = ({expression}: LogPattern, text: string): boolean => {
	expression.lastIndex = 0;
	return expression.test(text);
};

/** First and last place (that one not included) of a match. */
export type MatchRange = readonly [start: number, end: number];

/** Finds every match that has a width. */
export const findRanges = ({expression}: LogPattern, text: string): readonly MatchRange[] =>
	[...text.matchAll(expression)]
		.filter(([match]) => match !== '')
		.map(({index, 0: {length}}) => [index, index + length]);
