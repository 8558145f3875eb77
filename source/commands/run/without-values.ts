import {getProgramPath} from '../../environment/program-path.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** An environment for a program of the user's, such as a pager, that has no business with these values. It is not looked for in the current folder. */
export const withoutValues = (env: Environment, values: readonly string[]): Record<string, string | undefined> => {
	const hidden = new Set(values);
	return {...Object.fromEntries(Object.entries(env).filter(([, value]) => value === undefined || !hidden.has(value))), PATH: getProgramPath(env)};
};
