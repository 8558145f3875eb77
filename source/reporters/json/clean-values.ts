/** The same value with every text in it, names of fields included, put through `clean`; the type of an event is ours and stays. */
export const cleanValues = (value: unknown, clean: (text: string) => string): unknown => {
	if (typeof value === 'string') {
		return clean(value);
	}

	if (Array.isArray(value)) {
		return value.map(item => cleanValues(item, clean));
	}

	return typeof value === 'object' && value !== null
		? Object.fromEntries(Object.entries(value).map(([key, item]) => key === 'type' ? [key, item as unknown] : [clean(key), cleanValues(item, clean)]))
		: value;
};
