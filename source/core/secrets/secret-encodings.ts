import {sanitizeText} from '../text/sanitize.js';
import {isTooShort, isWeakSecret} from './weak-secret.js';

const toBase64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, byte => String.fromCodePoint(byte)).join(''));

/** The characters that only the secret decides, for each of the three places it can have among the bytes around it. */
const base64Forms = (bytes: Uint8Array): readonly string[] => {
	const shifted = [0, 1, 2].map(skip => bytes.slice(skip, skip + (Math.floor((bytes.length - skip) / 3) * 3)));
	return [bytes, ...shifted]
		.map(part => toBase64(part))
		.flatMap(form => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
};

const hexForms = (bytes: Uint8Array): readonly string[] => {
	const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
	return [hex, hex.toUpperCase()];
};

const uriForms = (secret: string): readonly string[] => {
	const escaped = encodeURIComponent(secret);
	// A form of a web page has a plus for a blank.
	return [escaped, escaped.replaceAll('%20', '+')];
};

const jsonForm = (text: string): string => JSON.stringify(text).slice(1, -1);

const encode = (text: string): readonly string[] => {
	const bytes = new TextEncoder().encode(text);
	return [text, ...base64Forms(bytes), ...hexForms(bytes), ...uriForms(text), jsonForm(text), jsonForm(jsonForm(text))];
};

/**
Every way a secret is likely to appear in a log that is compared as it stands: itself, each of its lines, both as sanitising leaves them, and in base64, hex, URI and JSON escapes.

The list follows the encoders of the GitHub Actions runner (HostContext.cs); other ways to escape a character are read by `decodeEscapes`. Weak values and short forms are left out: they would hide half the log.
*/
export const secretEncodings = (secret: string): readonly string[] => {
	const value = secret.replaceAll(/\p{Cs}/gu, '\uFFFD');
	// Of a line with carriage returns, sanitising shows what was drawn last.
	const parts = [value, value.trim(), ...value.split(/[\n\r\u2028\u2029]/).map(line => line.trim())];
	const forms = new Set(parts.flatMap(part => [part, sanitizeText(part).trim()]).filter(form => !isWeakSecret(form)));
	// What base64 makes of a secret is no word, even where it has letters only.
	return [...new Set([...forms].flatMap(form => encode(form)))].filter(form => !isTooShort(form));
};
