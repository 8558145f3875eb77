import {type Arguments, type Argv, type MiddlewareFunction} from 'yargs';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {commandNames} from './command-names.js';
import {findDocumentProblem, findUsageProblem, type UsageProblem} from './find-usage-problem.js';
import {type KnownOptions} from './read-options.js';

const refuse = ({message, hint}: UsageProblem): never => {
	throw new FaasrTuiError(message, {code: 'usage', hint});
};

const isText = (value: unknown): value is string => typeof value === 'string';

const getRest = ({_: words}: Arguments): readonly string[] => {
	const [first, ...rest] = words.map(String);
	return first === undefined || (commandNames as readonly string[]).includes(first) ? rest : [first, ...rest];
};

/** What is left for yargs to find: words that a command cannot do without. */
export const describeYargs = (message: string): string => {
	if (message.startsWith('Not enough non-option arguments')) {
		return 'No file is named.';
	}

	const [, missing] = /^Missing required arguments?: (?<missing>.*)$/u.exec(message) ?? [];
	return missing === undefined ? `${message.replaceAll(/\s*\n\s*/gu, ' ').replace(/\.?$/u, '')}.` : `--${missing} is missing.`;
};

/** Yargs hands a middleware the command's own parser, and that has `getOptions`: its types know of neither. */
type CommandParser = {readonly getOptions: () => KnownOptions};

/**
Has every command check the words it was given before yargs does, whose sentences name neither the value nor what was meant.

`words` is the command line behind the program's name. Throws a `FaasrTuiError` with code `usage`.
*/
export const checkUsage = (parser: Argv, words: readonly string[]): Argv => {
	const check = (argv: Arguments, command: CommandParser): void => {
		const {workflow, workflowFile} = argv;
		const problem = findUsageProblem(words, command.getOptions()) ?? findDocumentProblem({
			document: isText(workflow) ? workflow : undefined,
			workflowFile: isText(workflowFile) ? workflowFile : undefined,
			rest: getRest(argv),
		});
		if (problem !== undefined) {
			refuse(problem);
		}
	};

	return parser
		.fail((message, error) => {
			throw error ?? new FaasrTuiError(describeYargs(message), {code: 'usage', hint: 'Run the command with --help to see what it takes.'});
		})
		.middleware(check as unknown as MiddlewareFunction, true);
};
