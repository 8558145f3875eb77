import {sanitizeLine} from '../../../core/text/sanitize.js';
import {type Theme} from '../theme.js';
import {toAscii} from './to-ascii.js';

/** Makes text from elsewhere safe to show, and readable on a terminal that shows ASCII only. */
export const createTextCleaner = (cleanText: ((text: string) => string) | undefined, {isUtf8}: Pick<Theme, 'isUtf8'>): ((text: string) => string) => {
	const clean = cleanText ?? sanitizeLine;
	return isUtf8 ? clean : text => toAscii(clean(text));
};
