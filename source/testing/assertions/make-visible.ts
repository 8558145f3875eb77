// Line feed and tab stay as they are, and the variation selectors that emoji need.
const unprintable = /(?![\n\t]|\p{Variation_Selector})[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029\uFFF9-\uFFFB]/gu;

const short: Readonly<Record<string, string>> = {'\r': String.raw`\r`, '\0': String.raw`\0`};

/** Text with everything that a terminal would not show, or would obey, written out: `\r`, `\u{1b}`. Sanitised text would look equal where it differs. */
export const makeVisible = (text: string): string =>
	text.replaceAll(unprintable, character => short[character] ?? String.raw`\u{${character.codePointAt(0)!.toString(16)}}`);
