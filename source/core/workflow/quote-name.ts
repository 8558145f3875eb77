const limit = 60;

/** Writes a name from a document into a sentence: quoted, controls escaped, and cut when it would fill the screen. */
export const quoteName = (name: string): string =>
	JSON.stringify(name.length > limit ? `${name.slice(0, limit)}…` : name);

/** Writes names into a sentence: `"a", "b" and 3 more`. */
export const quoteNames = (names: readonly string[], shownCount = 4): string => {
	const shown = names.slice(0, shownCount).map(name => quoteName(name));
	const restCount = names.length - shown.length;
	if (restCount > 0) {
		return `${shown.join(', ')} and ${restCount} more`;
	}

	const last = shown.pop() ?? '';
	return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
};
