import {type JsonSpan} from './json/scan-json.js';
import {formatJsonPath, type JsonPath} from './json/json-path.js';
import {type TextPosition} from './json/text-position.js';
import {type Problem} from './problem.js';

/** A problem before its place in the text is looked up. */
export type Finding = Omit<Problem, 'path' | 'line' | 'column'> & {
	readonly at: JsonPath;
	/** Where it stands in the text when the path alone does not say. */
	readonly offset?: number;
};

/** A finding that makes the document unusable. */
export const error = (code: string, at: JsonPath, message: string, hint?: string): Finding => ({
	severity: 'error', code, at, message, ...(hint !== undefined && {hint}),
});

/** A finding that people should know of and can live with. */
export const warning = (code: string, at: JsonPath, message: string, hint?: string): Finding => ({
	...error(code, at, message, hint), severity: 'warning',
});

/** The place of the last part of a path that is in the text: a missing key is shown at its object. */
const findOffset = (root: JsonSpan, path: JsonPath): number => {
	let place = root;
	for (const segment of path) {
		const next = place.parts?.get(segment);
		if (next === undefined) {
			break;
		}

		place = next;
	}

	return place.offset;
};

/** Beyond so many nobody reads on, and every problem is kept, shown and counted in several places. */
const mostFindings = 1000;

/** What is listed, errors first, and what is to be said of the rest. */
const limitFindings = (findings: readonly Finding[]): {readonly listed: readonly Finding[]; readonly rest?: Problem} => {
	if (findings.length <= mostFindings) {
		return {listed: findings};
	}

	const errors = findings.filter(({severity}) => severity === 'error');
	const warnings = findings.filter(({severity}) => severity === 'warning');
	return {
		listed: [...errors, ...warnings].slice(0, mostFindings),
		rest: {
			severity: errors.length > mostFindings ? 'error' : 'warning',
			code: 'more-problems',
			path: '$',
			message: `There are more problems than these ${mostFindings}.`,
			hint: 'Fix these first, then validate again.',
		},
	};
};

/** Gives every finding its place in the text, in the order of the text, each once. Of very many the errors are kept, and the last says that there are more. */
export const locateFindings = (
	findings: readonly Finding[],
	root: JsonSpan,
	findPosition: (offset: number) => TextPosition,
): readonly Problem[] => {
	const {listed, rest} = limitFindings(findings);
	const located = new Map<string, Problem & TextPosition>();
	for (const {at, offset, ...finding} of listed) {
		const path = formatJsonPath(at);
		const identity = JSON.stringify([finding.code, path, finding.message]);
		if (!located.has(identity)) {
			located.set(identity, {...finding, path, ...findPosition(offset ?? findOffset(root, at))});
		}
	}

	const sorted = [...located.values()].toSorted((a, b) => a.line - b.line || a.column - b.column);
	return rest === undefined ? sorted : [...sorted, {...rest, ...findPosition(root.offset)}];
};
