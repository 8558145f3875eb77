import {type Argv} from 'yargs';
import {type AddCommand, type CommandContext} from '../command-context.js';

/** A command as shells complete it. */
export type CompletedCommand = {
	/** `$0` for the one that has no name. */
	readonly name: string;
	/** Options with their dashes. */
	readonly options: readonly string[];
	/** What the options that take one of several words take, by option. */
	readonly choices: Readonly<Record<string, readonly string[]>>;
};

/** Yargs has both methods, its types do not. */
type BuiltParser = {
	readonly getOptions: () => {readonly key: Readonly<Record<string, unknown>>; readonly choices: Readonly<Record<string, readonly unknown[]>>};
	readonly getGroups: () => Readonly<Record<string, readonly string[] | undefined>>;
};

const positionals = 'Positionals:';

const describe = (name: string, built: BuiltParser): CompletedCommand => {
	const {key, choices} = built.getOptions();
	const others = new Set(built.getGroups()[positionals]);
	return {
		name,
		options: Object.keys(key).filter(option => !others.has(option)).map(option => `--${option}`),
		choices: Object.fromEntries(Object.entries(choices).map(([option, words]) => [`--${option}`, words.map(String)])),
	};
};

/** Every command with its options, from the same definitions as the parser's, without parsing anything. `createParser` gives one that knows nothing yet. */
export const listCommands = (addCommands: readonly AddCommand[], context: CommandContext, createParser: () => Argv): readonly CompletedCommand[] => addCommands.flatMap(addCommand => {
	const commands: CompletedCommand[] = [];
	const recorder = {
		command(usage: string, _describe: string, build: (parser: Argv) => unknown) {
			commands.push(describe(usage.split(' ', 1)[0] ?? usage, build(createParser()) as BuiltParser));
			return recorder;
		},
	};
	addCommand(recorder as unknown as Argv, context);
	return commands;
});

/** Commands, options and what options take, as far as the words that are written ask for them. */
export const completeUsage = (words: readonly string[], commands: readonly CompletedCommand[]): readonly string[] => {
	const [first = ''] = words;
	const current = words.at(-1) ?? '';
	const previous = words.at(-2) ?? '';
	const command = commands.find(({name}) => words.length > 1 && name === first) ?? commands.find(({name}) => name === '$0');
	const values = command?.choices[previous];
	if (values !== undefined) {
		return values;
	}

	if (current.startsWith('-')) {
		return [...command?.options ?? [], '--help'];
	}

	return words.length === 1 ? commands.map(({name}) => name).filter(name => name !== '$0') : [];
};
