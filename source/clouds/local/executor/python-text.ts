/** What Python's f-string shows for a value that came as JSON. */
export const formatPython = (value: unknown): string => typeof value === 'string' ? value : formatRepr(value);

const formatRepr = (value: unknown): string => {
	if (typeof value === 'string') {
		return quote(value);
	}

	if (value === null || value === undefined) {
		return 'None';
	}

	if (typeof value === 'boolean' || typeof value === 'number') {
		return typeof value === 'number' ? String(value) : (value ? 'True' : 'False');
	}

	if (Array.isArray(value)) {
		return `[${value.map(item => formatRepr(item)).join(', ')}]`;
	}

	return `{${Object.entries(value).map(([key, item]) => `${quote(key)}: ${formatRepr(item)}`).join(', ')}}`;
};

/** Python's `repr` of a string. */
export const quote = (text: string): string => {
	const mark = text.includes('\'') && !text.includes('"') ? '"' : '\'';
	const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', String.raw`\n`).replaceAll('\r', String.raw`\r`).replaceAll('\t', String.raw`\t`);
	return `${mark}${mark === '\'' ? escaped.replaceAll('\'', String.raw`\'`) : escaped}${mark}`;
};

const truths: ReadonlyMap<unknown, FunctionResult> = new Map<unknown, FunctionResult>([
	...[true, 1, '1', 'on', 't', 'true', 'y', 'yes'].map(value => [value, 'True'] as const),
	...[false, 0, '0', 'off', 'f', 'false', 'n', 'no'].map(value => [value, 'False'] as const),
]);

/** A function's result as Python's `str` shows it, which is also the key that a conditional is looked up with. */
export type FunctionResult = 'True' | 'False' | 'None';

/** What FaaSr's server accepts as `bool | None` (pydantic's lax mode); `undefined` for what it answers with 422. */
export const coerceResult = (value: unknown): FunctionResult | undefined =>
	value === null || value === undefined ? 'None' : truths.get(typeof value === 'string' ? value.toLowerCase() : value);
