import {type Theme} from '../theme.js';

/** An address that is safe to print and to open: http or https, controls and spaces percent-encoded; nothing for any other, nor for one with a name before its host, which looks like another host. */
export const cleanUrl = (text: string): string | undefined => {
	try {
		const {protocol, href, username, password} = new URL(text);
		return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '' ? href : undefined;
	} catch {
		return undefined;
	}
};

/** Makes a text lead to an address where terminals know how (OSC 8); where there are no escape sequences at all, none is written. */
export const renderLink = (text: string, url: string, {hasColor}: Pick<Theme, 'hasColor'>): string => {
	const target = cleanUrl(url);
	return !hasColor || target === undefined ? text : `\u001B]8;;${target}\u0007${text}\u001B]8;;\u0007`;
};
