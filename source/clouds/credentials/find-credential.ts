/** Names and values of the process's environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A credential that was found, and under which name. */
export type FoundCredential = {readonly variable: string; readonly value: string};

const normalize = (name: string): string => name.replaceAll('_', '').toLowerCase();

/** The value of the first of `names` that is set: as it is written, else compared without case and underscores (faasr.md 2j). */
export const findCredential = (env: Environment, names: readonly string[]): FoundCredential | undefined => {
	const byName = new Map<string, FoundCredential>();
	for (const [variable, value] of Object.entries(env)) {
		if (value !== undefined && value !== '') {
			byName.set(normalize(variable), {variable, value});
		}
	}

	for (const name of names) {
		const exact = env[name];
		const found = exact === undefined || exact === '' ? byName.get(normalize(name)) : {variable: name, value: exact};
		if (found !== undefined) {
			return found;
		}
	}

	return undefined;
};

/** The same for names that a document chooses and that other programs have in capitals: `NPM_Token` of a server named NPM is not the user's `NPM_TOKEN`. */
export const findExactly = (env: Environment, variable: string): FoundCredential | undefined => {
	const value = env[variable];
	return value === undefined || value === '' ? undefined : {variable, value};
};

/** The first pair of names that is set as a whole: keys of different generations do not belong together. */
export const findCredentialPair = (env: Environment, pairs: ReadonlyArray<readonly [string, string]>): {
	readonly names: readonly [string, string];
	readonly first: FoundCredential | undefined;
	readonly second: FoundCredential | undefined;
} => {
	const tried = pairs.map(names => ({names, first: findCredential(env, [names[0]]), second: findCredential(env, [names[1]])}));
	return tried.find(({first, second}) => first !== undefined && second !== undefined)
		?? tried.find(({first, second}) => first !== undefined || second !== undefined)
		?? tried[0]
		?? {names: ['', ''], first: undefined, second: undefined};
};
