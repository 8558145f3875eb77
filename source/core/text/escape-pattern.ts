/** Escapes a text so that a regular expression, with the flag `u` or without, finds the text itself. */
export const escapePattern = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
