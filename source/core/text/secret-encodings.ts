const minLength = 4;

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCodePoint(...bytes));

/** The characters that only the secret decides, for each of the three places it can have among the bytes around it. */
const base64Forms = (secret: string): readonly string[] => {
	const bytes = new TextEncoder().encode(secret);
	const shifted = [0, 1, 2].map(skip => bytes.slice(skip, skip + (Math.floor((bytes.length - skip) / 3) * 3)));
	return [bytes, ...shifted]
		.map(part => toBase64(part))
		.flatMap(form => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
};

const uriForms = (secret: string): readonly string[] => {
	const escaped = encodeURIComponent(secret);
	const strict = escaped.replaceAll(/[!'()*]/g, mark => `%${mark.codePointAt(0)!.toString(16).toUpperCase()}`);
	// Python's `quote` leaves the slash, which S3 secret keys often contain.
	return [escaped, strict, strict.replaceAll('%2F', '/')];
};

const jsonForm = (text: string): string => JSON.stringify(text).slice(1, -1);

/**
Every way a secret is likely to appear in a log: itself, each of its lines, and in base64, URI and JSON (once and twice) escapes.

The list follows the encoders of the GitHub Actions runner (HostContext.cs). Forms shorter than four characters are left out: they would hide half the log.
*/
export const secretEncodings = (secret: string): readonly string[] => {
	const value = secret.replaceAll(/\p{Cs}/gu, '\uFFFD');
	const lines = value.split('\n').map(line => line.trim());
	const forms = [...new Set([value, value.trim(), ...lines])]
		.filter(form => form.length >= minLength)
		.flatMap(form => [form, ...base64Forms(form), ...uriForms(form), jsonForm(form), jsonForm(jsonForm(form))]);
	return [...new Set(forms)].filter(form => form.length >= minLength);
};
