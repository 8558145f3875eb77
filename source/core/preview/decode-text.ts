/* eslint-disable no-control-regex -- they tell what is no text */

const decode = (encoding: 'utf8' | 'utf-16le' | 'utf-16be' | 'windows-1252', bytes: Uint8Array, isCut: boolean): string | undefined => {
	try {
		// The bytes of a character that was cut in two are left out.
		return new TextDecoder(encoding, {fatal: true}).decode(bytes, {stream: isCut});
	} catch {
		return undefined;
	}
};

/** Escape sequences, form feeds and backspaces of terminals are in texts; the others are not. */
const untextual = /[\u0000-\u0007\u000E-\u001A\u001C-\u001F]/u;

/** The text in bytes: UTF-8, UTF-16 with its mark, or else Windows-1252, which R and Excel write on Windows; nothing for what is no text. */
export const decodeText = (bytes: Uint8Array, isCut: boolean): string | undefined => {
	const [first, second] = bytes;
	if ((first === 0xFF && second === 0xFE) || (first === 0xFE && second === 0xFF)) {
		return decode(first === 0xFF ? 'utf-16le' : 'utf-16be', bytes, isCut);
	}

	const text = decode('utf8', bytes, isCut) ?? decode('windows-1252', bytes, isCut);
	return text === undefined || untextual.test(text) ? undefined : text;
};
