import fs from 'node:fs/promises';
import {type Argv} from 'yargs';
import {type CompletionFiles} from './complete-word.js';

/** What shells call the program with to ask for words. */
const request = '--get-yargs-completions';
const command = 'completion';

const files: CompletionFiles = {
	async list(folder) {
		try {
			const entries = await fs.readdir(folder, {withFileTypes: true});
			return entries.map(entry => entry.isDirectory() ? `${entry.name}/` : entry.name);
		} catch {
			return [];
		}
	},
	readFile: async path => fs.readFile(path, 'utf8'),
};

/** Gives what yargs would offer. */
type CompleteUsually = (onCompleted: (error: unknown, words?: string[]) => void) => unknown;

/** The words behind the program's name, as the shell sent them. */
const getWords = (parameters: readonly string[]): readonly string[] => {
	const at = parameters.indexOf(request);
	return parameters.slice(at + 2);
};

/** Tells whether a shell asks for words or for its script: yargs has to end the process then, or it would run a workflow, too. */
export const isCompletion = (parameters: readonly string[]): boolean => parameters.includes(request) || parameters[0] === command;

/** `faasr-tui completion`: writes the script that lets a shell complete commands, options, documents and nodes. */
export const addCompletion = (parser: Argv, parameters: readonly string[]): Argv => parser.completion(
	command,
	'Write a script for bash or zsh that completes commands, options, files and nodes',
	(_current: string, _argv: unknown, completeUsually: CompleteUsually, done: (words: string[]) => void) => {
		void (async () => {
			const {completeRunFlag, completeWord} = await import('./complete-word.js');
			const words = getWords(parameters);
			const own = await completeWord(words, files);
			const previous = words.at(-2) ?? '';
			if (own.length > 0 && previous.startsWith('--')) {
				done([...own]);
				return;
			}

			completeUsually((_error, usual = []) => {
				// The command that runs a workflow has no name, and yargs does not offer its options.
				done([...own, ...usual.filter(word => word !== '$0'), ...completeRunFlag(words)]);
			});
		})();
	},
);
