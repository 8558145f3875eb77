type Environment = Readonly<Record<string, string | undefined>>;

/** An environment for a program of the user's, such as a pager, that has no business with these values. */
export const withoutValues = (env: Environment, values: readonly string[]): Record<string, string | undefined> => {
	const hidden = new Set(values);
	return Object.fromEntries(Object.entries(env).filter(([, value]) => value === undefined || !hidden.has(value)));
};
