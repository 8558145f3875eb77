import {AssertionError} from 'node:assert';
import {renderLineDiff} from './line-diff.js';

/** What an assertion found. Everything is printable and masked already. */
export type Mismatch = {
	/** What is asserted about: a file, a function. */
	readonly subject: string;
	/** What is wrong with it, in words that follow the subject. */
	readonly message: string;
	readonly actual: string;
	readonly expected: string;
	/** Name of the method. */
	readonly operator: string;
	/** Whether a comparison line by line helps; false where expected and actual are different kinds of things. @default false */
	readonly hasDiff?: boolean;
	/** What helps to understand: log lines, the files that are there. */
	readonly details?: readonly string[];
};

/** An `AssertionError` with what each framework shows: `actual` and `expected` (Vitest, node:test), `diff` (node-tap). */
export type WorkflowAssertionError = AssertionError & {
	/** Unified; absent where there is nothing to compare line by line. */
	readonly diff?: string;
	readonly details?: readonly string[];
};

/** Creates the error that an assertion throws. */
export const createAssertionError = ({subject, message, actual, expected, operator, hasDiff = false, details = []}: Mismatch): WorkflowAssertionError => {
	const text = [`${subject} ${message}`, ...details.map(line => `  ${line}`)].join('\n');
	const error = new AssertionError({message: text, actual, expected, operator});
	const diff = hasDiff ? renderLineDiff(expected.split('\n'), actual.split('\n')) : '';
	return Object.assign(error, {
		...(diff !== '' && {diff}),
		...(details.length > 0 && {details}),
	});
};
