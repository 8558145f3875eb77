import {sanitizeLine} from '../../core/text/sanitize.js';
import {wrapWords} from '../../screen/frame/text/wrap-words.js';
import {type Check} from '../../run/preflight/check.js';

const marks = {
	ok: {sign: '✓', word: 'ok', color: 32},
	warning: {sign: '!', word: 'warning', color: 33},
	failed: {sign: '✗', word: 'failed', color: 31},
} as const;

type Wording = {
	readonly hasColor: boolean;
	readonly mask: (text: string) => string;
	/** Lines are broken at words to fit; in a pipeline they are not broken. */
	readonly columns?: number | undefined;
};

/** What stands before a message. */
const indent = 10;

/** One line for a check, with what to do below it when something should be done. The sign does not stand alone: not everyone sees its colour. */
export const renderCheck = ({status, message, hint}: Check, {hasColor, mask, columns}: Wording): string => {
	const {sign, word, color} = marks[status];
	const breakLines = (text: string, hanging: number): string => {
		const clean = mask(sanitizeLine(text));
		return columns === undefined ? clean : wrapWords(clean, Math.max(20, columns - hanging)).join(`\n${' '.repeat(hanging)}`);
	};

	const mark = `${sign} ${word.padEnd(7)}`;
	const first = `${hasColor ? `\u001B[${color}m${mark}\u001B[0m` : mark} ${breakLines(message, indent)}\n`;
	return hint === undefined ? first : `${first}${' '.repeat(indent)}→ ${breakLines(hint, indent + 2)}\n`;
};

/** The last line: how many checks ended how. */
export const renderTally = (checks: readonly Check[]): string => {
	const count = (status: Check['status']): number => checks.filter(check => check.status === status).length;
	const tally = `${count('ok')} ok, ${count('warning')} warning${count('warning') === 1 ? '' : 's'}, ${count('failed')} failed`;
	return count('failed') === 0 ? `Ready to run: ${tally}.\n` : `Not ready to run: ${tally}.\n`;
};
