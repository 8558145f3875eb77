/** What yargs knows of the options of one command; each list also has the aliases and the camelCase names. */
export type KnownOptions = {
	readonly key: Readonly<Record<string, unknown>>;
	readonly alias: Readonly<Record<string, readonly string[]>>;
	readonly boolean: readonly string[];
	readonly number: readonly string[];
	readonly choices: Readonly<Record<string, readonly unknown[]>>;
};

/** One option as it was typed. */
export type TypedOption = {
	/** With its dashes, without its value: `--time-out`, `-y`. */
	readonly typed: string;
	/** As it is defined, such as `data-dir` for `--dataDir`; `undefined` when there is no such option. */
	readonly name: string | undefined;
	/** `undefined` when none was written. */
	readonly value: string | undefined;
};

const isNegativeNumber = (word: string): boolean => /^-(?:\d|\.\d)/u.test(word);
const isOption = (word: string): boolean => /^-./u.test(word) && !isNegativeNumber(word);
const toKebab = (name: string): string => name.replaceAll(/[A-Z]/gu, letter => `-${letter.toLowerCase()}`);

const createNaming = ({key, alias}: KnownOptions) => {
	const names = new Map(Object.keys(key).map(name => [name, name]));
	for (const [name, others] of Object.entries(alias)) {
		// Yargs keeps an alias on the side it was declared on.
		const defined = [name, ...others].find(one => names.has(one));
		for (const one of defined === undefined ? [] : [name, ...others]) {
			names.set(one, defined!);
		}
	}

	return (name: string): string | undefined => names.get(name) ?? names.get(toKebab(name));
};

/** The options among the words of a command line, up to `--`, with their values as typed. */
export const readOptions = (words: readonly string[], known: KnownOptions): readonly TypedOption[] => {
	const end = words.indexOf('--');
	const rest = [...end === -1 ? words : words.slice(0, end)];
	const getName = createNaming(known);
	const booleans = new Set(known.boolean);
	const options: TypedOption[] = [];
	for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
		if (!isOption(word)) {
			continue;
		}

		const [, dashes = '', written = '', , assigned] = /^(?<dashes>--?)(?<written>[^=]*)(?<assignment>=(?<assigned>[^]*))?$/u.exec(word) ?? [];
		const isShortGroup = dashes === '-' && getName(written) === undefined;
		for (const part of isShortGroup ? [...written] : [written]) {
			const negated = part.startsWith('no-') ? getName(part.slice('no-'.length)) : undefined;
			const name = getName(part) ?? (negated !== undefined && booleans.has(negated) ? negated : undefined);
			const mayFollow = name !== undefined && assigned === undefined && rest[0] !== undefined && (
				booleans.has(name) ? ['true', 'false'].includes(rest[0]) : !isOption(rest[0])
			);
			options.push({typed: dashes + part, name, value: mayFollow ? rest.shift() : assigned});
		}
	}

	return options;
};
