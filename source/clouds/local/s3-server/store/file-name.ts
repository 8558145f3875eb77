import {Buffer} from 'node:buffer';
import {createHash} from 'node:crypto';

/** Longest name of a file, in bytes, that every file system takes. */
const maxNameBytes = 255;
/** Longest path below a bucket's folder: the shortest limit in use (macOS) is 1,024 for the whole. */
const maxPathBytes = 700;

/** Longest key that S3 takes. */
export const maxKeyBytes = 1024;

/** Begins the name of an object whose key cannot be its path; no escaped name has a `%` without two digits behind it. */
const hashMark = '%~';
/** Stands for an empty segment, as in `a//b`. */
const emptySegment = '%';

const escapeCharacter = (character: string): string => `%${character.codePointAt(0)!.toString(16).toUpperCase().padStart(2, '0')}`;

const escapeSegment = (segment: string): string => {
	if (segment === '') {
		return emptySegment;
	}

	// `%` is what escapes begin with, a backslash divides folders elsewhere; dots and blanks at the end get lost on some systems, and `.` and `..` are folders.
	return segment
		.replaceAll(/[%\\\u0000-\u001F\u007F]/g, escapeCharacter) // eslint-disable-line no-control-regex
		.replace(/[. ]$/, escapeCharacter)
		.replace(/^\.%2E$/, '%2E%2E');
};

const unescapeSegment = (name: string): string => name === emptySegment
	? ''
	: name.replaceAll(/%(?<hex>[\dA-F]{2})/g, (_whole, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));

/** A name for an object whose key cannot be its path, whatever the reason. */
export const toHashedPath = (key: string): string => hashMark + createHash('sha256').update(key).digest('hex');

/** Path of an object below its bucket's folder, `/` between folders: the key itself, escaped where a file system needs it. */
export const toObjectPath = (key: string): string => {
	const segments = key.split('/').map(segment => escapeSegment(segment));
	const path = segments.join('/');
	const isTooLong = Buffer.byteLength(path) > maxPathBytes || segments.some(segment => Buffer.byteLength(segment) > maxNameBytes);
	return isTooLong ? toHashedPath(key) : path;
};

/** The key of a file with that path, also of one that somebody else put there; `undefined` where only its metadata can say it. */
export const fromObjectPath = (path: string): string | undefined => {
	const key = path.split('/').map(name => unescapeSegment(name)).join('/');
	return path.startsWith(hashMark) || Buffer.byteLength(key) > maxKeyBytes ? undefined : key;
};
