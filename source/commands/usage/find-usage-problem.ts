import {createNameFinder} from '../../core/workflow/closest-name.js';
import {findSimilarCommand} from './command-names.js';
import {type KnownOptions, readOptions, type TypedOption} from './read-options.js';

/** What is wrong with a command line, and what to do about it: one sentence each. */
export type UsageProblem = {readonly message: string; readonly hint: string};

/** Options that mean the local cloud and nothing else. */
const localOptions: ReadonlySet<string> = new Set(['functions-dir', 'data-dir', 'keep']);
/** Options that may be given several times. */
const repeatable: ReadonlySet<string> = new Set(['reporter', 'prefix']);
/** Numbers that count something. */
const counts: ReadonlySet<string> = new Set(['limit']);

const findSimilar = (typed: string, candidates: readonly string[]): string => {
	const similar = createNameFinder(candidates)(typed);
	return similar === undefined ? '.' : `: did you mean ${similar}?`;
};

const describeUnknown = ({typed}: TypedOption, {key}: KnownOptions): UsageProblem => ({
	message: `Unknown option ${typed}${typed.startsWith('--') ? findSimilar(typed, Object.keys(key).map(name => `--${name}`)) : '.'}`,
	hint: 'Run the command with --help to see every option.',
});

const findNumberProblem = ({typed, value = ''}: TypedOption, name: string): UsageProblem | undefined => {
	const number = Number(value);
	const isRight = Number.isFinite(number) && number > 0 && (!counts.has(name) || Number.isInteger(number));
	return isRight
		? undefined
		: {
			message: `${typed} ${value}: the value must be a ${counts.has(name) ? 'whole ' : ''}number above 0.`, hint: `Write another value, or omit ${typed} to use the default.`,
		};
};

const findChoiceProblem = ({typed, value = ''}: TypedOption, choices: readonly string[]): UsageProblem | undefined => choices.includes(value)
	? undefined
	: {
		message: `${typed} ${value}: unknown value${findSimilar(value, choices)}`, hint: `It is one of ${choices.join(', ')}.`,
	};

const findValueProblem = (option: TypedOption, name: string, {boolean, number, choices}: KnownOptions): UsageProblem | undefined => {
	const {typed, value} = option;
	if (boolean.includes(name)) {
		return value === undefined || ['true', 'false'].includes(value)
			? undefined
			: {
				message: `${typed}=${value}: the value must be true or false.`, hint: `Write ${typed}, or leave it out.`,
			};
	}

	if (value === undefined) {
		return {message: `${typed} has no value.`, hint: `Write its value after it: ${typed} VALUE.`};
	}

	if (value.trim() === '') {
		return {message: `The value of ${typed} is empty.`, hint: `Write its value after it, or leave ${typed} out; a variable that is not set gives an empty value.`};
	}

	if (number.includes(name)) {
		return findNumberProblem(option, name);
	}

	const allowed = choices[name];
	return allowed === undefined ? undefined : findChoiceProblem(option, allowed.map(String));
};

const findRepetition = (options: readonly TypedOption[], {boolean}: KnownOptions): UsageProblem | undefined => {
	const seen = new Map<string, TypedOption>();
	for (const option of options) {
		const {name = '', typed, value = ''} = option;
		const before = boolean.includes(name) || repeatable.has(name) ? undefined : seen.get(name);
		if (before !== undefined) {
			return {message: `${typed} is given twice: ${before.value ?? ''} and ${value}.`, hint: 'Give it once.'};
		}

		seen.set(name, option);
	}

	return undefined;
};

const isLocal = (options: readonly TypedOption[]): boolean => {
	const last = options.findLast(({name}) => name === 'local');
	return last !== undefined && last.value !== 'false' && !last.typed.startsWith('--no-');
};

const findLocalProblem = (options: readonly TypedOption[]): UsageProblem | undefined => {
	const stray = isLocal(options) ? undefined : options.find(({name = ''}) => localOptions.has(name));
	return stray && {message: `${stray.typed} belongs to --local.`, hint: `Add --local to run on this machine, or leave ${stray.typed} out.`};
};

/** Expectations are one thing to check a run with, a test file is another. */
const findExpectProblem = (options: readonly TypedOption[]): UsageProblem | undefined => {
	const expect = options.find(({name}) => name === 'expect' || name === 'expect-file');
	const update = options.find(({name}) => name === 'update');
	if (update !== undefined && expect === undefined) {
		return {message: `${update.typed} belongs to --expect.`, hint: `Add --expect, or leave ${update.typed} out.`};
	}

	const test = options.find(({name}) => name === 'test');
	return expect === undefined || test === undefined ? undefined : {message: `${expect.typed} and ${test.typed} cannot be given together.`, hint: 'Leave one of them out.'};
};

/**
What is wrong with the options of a command line, the first mistake first: one that does not exist, a value that is missing,
empty or out of range, one given twice, one that can have no effect without another.
*/
export const findUsageProblem = (words: readonly string[], known: KnownOptions): UsageProblem | undefined => {
	const options = readOptions(words, known);
	for (const option of options) {
		const problem = option.name === undefined ? describeUnknown(option, known) : findValueProblem(option, option.name, known);
		if (problem !== undefined) {
			return problem;
		}
	}

	return findRepetition(options, known) ?? findLocalProblem(options) ?? findExpectProblem(options);
};

/** The words of a command line that are no options. */
export type NamedFiles = {
	/** What the command takes for its document. */
	readonly document: string | undefined;
	/** `--workflow-file`. */
	readonly workflowFile: string | undefined;
	/** What no place is left for. */
	readonly rest: readonly string[];
};

/** What is wrong with the documents that a command line names: a command mistyped, or one document too many. */
export const findDocumentProblem = ({document, workflowFile, rest}: NamedFiles): UsageProblem | undefined => {
	const [first, second] = [document, ...workflowFile === undefined ? [] : [`--workflow-file ${workflowFile}`], ...rest].filter(name => name !== undefined);
	if (first === undefined || second === undefined) {
		return undefined;
	}

	const command = rest.length > 0 ? findSimilarCommand(first) : undefined;
	return command === undefined
		? {message: `Two documents are named: ${first} and ${second}.`, hint: 'Name one.'}
		: {message: `Unknown command ${first}: did you mean ${command}?`, hint: 'Run faasr-tui --help to see every command.'};
};
