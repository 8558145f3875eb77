import fs from 'node:fs/promises';
import {type Argv} from 'yargs';
import {type AddCommand, type CommandContext} from '../command-context.js';
import {type CompletionFiles} from './complete-word.js';
import {completionRequest, quotedVariable, renderScript, shells} from './render-script.js';

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

/** `faasr-tui completion`: writes the script that lets a shell complete commands, options, documents and nodes. */
export const addCompletionCommand: AddCommand = (parser, context) => parser.command(
	'completion [shell]',
	'Print a completion script for bash, zsh or fish',
	builder => builder
		.positional('shell', {choices: shells, describe: 'By default the script finds out itself whether bash or zsh reads it'})
		.epilogue('In ~/.bashrc, or after compinit in ~/.zshrc:\n  eval "$(faasr-tui completion)"\n\nIn ~/.config/fish/config.fish:\n  faasr-tui completion fish | source'),
	({shell}) => {
		context.stdout.write(renderScript(shell));
	},
);

/** What a shell asks for: the words behind the program's name, the last one being completed; `undefined` when it is no request. */
export const getCompletionRequest = (parameters: readonly string[]): readonly string[] | undefined =>
	parameters[0] === completionRequest ? parameters.slice(2) : undefined;

const isPrintable = (word: string): boolean => !/\p{Cc}/u.test(word);

/** Writes what the last of the words may become, one a line; names with control characters could not be typed and are left out. */
export const writeCompletions = async (typed: readonly string[], addCommands: readonly AddCommand[], context: CommandContext, {shellEnvironment, createParser}: {
	readonly shellEnvironment: Readonly<Record<string, string | undefined>>;
	/** Gives a parser that knows no options yet. */
	readonly createParser: () => Argv;
}): Promise<void> => {
	const {completeWord} = await import('./complete-word.js');
	const {unquoteWord} = await import('./unquote-word.js');
	const {completeUsage, listCommands} = await import('./list-commands.js');
	const words = shellEnvironment[quotedVariable] === undefined ? typed : typed.map(word => unquoteWord(word));
	const current = words.at(-1) ?? '';
	const own = await completeWord(words, files);
	const isValue = own.length > 0 && words.at(-2)?.startsWith('--') === true;
	const usual = isValue ? [] : completeUsage(words, listCommands(addCommands, context, createParser));
	context.stdout.write([...new Set([...own, ...usual])].filter(word => word.startsWith(current) && isPrintable(word)).map(word => `${word}\n`).join(''));
};
