import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';

const read = (data: unknown, path: readonly string[]): unknown => {
	let value = data;
	for (const key of path) {
		value = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
	}

	return value;
};

/** A text inside an answer of GitHub's, or an error: a proxy's page can come with status 200, too. */
export const readText = (data: unknown, path: readonly string[]): string => {
	const value = read(data, path);
	if (typeof value !== 'string' || value === '') {
		throw new FaasrTuiError(`GitHub's answer has no ${path.join('.')}; something between here and GitHub may have answered instead.`, {
			code: 'unreachable',
			hint: 'Check GITHUB_API_URL and the proxy, then try again.',
		});
	}

	return value;
};

/** A list inside an answer; empty when there is none. */
export const readList = (data: unknown, path: readonly string[]): readonly unknown[] => {
	const value = read(data, path);
	return Array.isArray(value) ? value : [];
};

/** Whether an answer says no; what it does not say counts as yes. */
export const isDenied = (data: unknown, path: readonly string[]): boolean => read(data, path) === false;

/** A field of an answer, whatever it is. */
export const readField = (data: unknown, name: string): unknown => read(data, [name]);

/** The objects in a list inside an answer; empty when there is none. */
export const readEntries = (data: unknown, path: readonly string[] = []): ReadonlyArray<Readonly<Record<string, unknown>>> =>
	readList(data, path).filter((entry): entry is Record<string, unknown> => typeof entry === 'object' && entry !== null);
