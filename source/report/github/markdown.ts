const toEntity = (character: string): string => `&#${character.codePointAt(0) ?? 0};`;

/** Text that Markdown and HTML leave as it is: everything but letters, digits and signs without a meaning as a character reference, which can be no markup. */
export const escapeMarkdown = (text: string): string => text.replaceAll(/[^\p{L}\p{N} ,=-]/gu, character => toEntity(character));

/** Lines as they are, in a box of fixed width. */
export const renderPre = (lines: readonly string[]): string =>
	`<pre>\n${lines.map(line => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')).join('\n')}\n</pre>\n`;

/** A link to a web address; only its text for anything else. */
export const renderMarkdownLink = (text: string, url: string | undefined): string => {
	if (url === undefined || !URL.canParse(url) || !/^https?:$/u.test(new URL(url).protocol)) {
		return url === undefined ? '' : escapeMarkdown(text);
	}

	const target = new URL(url).href.replaceAll(/[|<>\\`]/gu, character => encodeURIComponent(character));
	return `[${escapeMarkdown(text)}](<${target}>)`;
};

/** How much there is room for in UTF-8 (bytes). */
export const getSizeBytes = (text: string): number => new TextEncoder().encode(text).length;

/** As many pieces, from the first on, as have room; when some have none, the sentence in their place. */
export const fitPieces = (pieces: readonly string[], roomBytes: number, describeRest: (count: number) => string): string => {
	const all = pieces.join('');
	if (getSizeBytes(all) <= roomBytes) {
		return all;
	}

	const room = roomBytes - getSizeBytes(describeRest(pieces.length));
	let fitted = '';
	let sizeBytes = 0;
	for (const [index, piece] of pieces.entries()) {
		sizeBytes += getSizeBytes(piece);
		if (sizeBytes > room) {
			return room < 0 ? '' : fitted + describeRest(pieces.length - index);
		}

		fitted += piece;
	}

	return fitted;
};
