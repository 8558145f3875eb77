/* What Windows or a shell would take for something else, and what does not show: controls, directions, halves of a pair. */
const unsafe = /[%<>:"|?*\\\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const toHex = (character: string): string => [...character].map(one => {
	const point = one.codePointAt(0)!;
	return point < 256 ? `%${point.toString(16).toUpperCase().padStart(2, '0')}` : `%u{${point.toString(16).toUpperCase()}}`;
}).join('');

/** A folder's or a file's name for one part of a key. Different parts have different names. */
const toName = (part: string): string => {
	if (part === '') {
		return '%';
	}

	const name = part.replaceAll(unsafe, character => toHex(character));
	return /^\.\.?$/u.test(name) ? name.replaceAll('.', '%2E') : name;
};

/** A relative path for a key that leads nowhere but below its folder, whatever the key is; different keys have different paths. */
export const toSafePath = (key: string): string => key.split('/').map(part => toName(part)).join('/');
