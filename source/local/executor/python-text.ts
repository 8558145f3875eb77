/** What Python's f-string shows for a value that came as JSON. */
export const formatPython = (value: unknown): string => typeof value === 'string' ? value : formatRepr(value);

const formatRepr = (value: unknown): string => {
	if (typeof value === 'string') {
		return quote(value);
	}

	if (value === null || value === undefined) {
		return 'None';
	}

	if (typeof value === 'boolean') {
		return value ? 'True' : 'False';
	}

	if (Array.isArray(value)) {
		return `[${value.map(item => formatRepr(item)).join(', ')}]`;
	}

	return typeof value === 'object'
		? `{${Object.entries(value).map(([key, item]) => `${quote(key)}: ${formatRepr(item)}`).join(', ')}}`
		: String(value);
};

/** Python's `repr` of a string. */
export const quote = (text: string): string => {
	const mark = text.includes('\'') && !text.includes('"') ? '"' : '\'';
	const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', String.raw`\n`).replaceAll('\r', String.raw`\r`).replaceAll('\t', String.raw`\t`);
	return `${mark}${mark === '\'' ? escaped.replaceAll('\'', String.raw`\'`) : escaped}${mark}`;
};

const truths: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
	...[true, 1, '1', 'on', 't', 'true', 'y', 'yes'].map(value => [value, true] as const),
	...[false, 0, '0', 'off', 'f', 'false', 'n', 'no'].map(value => [value, false] as const),
]);

/** What FaaSr's server accepts as `bool | None` (pydantic's lax mode); `undefined` for what it answers with 422. */
export const coerceResult = (value: unknown): boolean | null | undefined =>
	value === null || value === undefined ? null : truths.get(typeof value === 'string' ? value.toLowerCase() : value);
