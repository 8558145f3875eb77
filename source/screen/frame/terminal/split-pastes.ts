// Bracketed paste (xterm's ctlseqs, mode 2004): a terminal puts these around what is pasted, which no finger has typed.
const pasteBegin = '\u001B[200~';
const pasteEnd = '\u001B[201~';

export const pasteModeOn = '\u001B[?2004h';
export const pasteModeOff = '\u001B[?2004l';

/** Nobody searches for more; a book that is pasted by mistake is not to be kept. */
const longestPaste = 10_000;
const interruptKey = '\u0003';

export type SplitInput = {
	readonly onKeys: (keys: string) => void;
	readonly onPaste: (text: string) => void;
};

/** How much of a mark's beginning, if `least` or more, stands at the end of a text: a chunk may end within the mark. */
const getUnfinishedLength = (text: string, mark: string, least: number): number => {
	for (let length = mark.length - 1; length >= least; length--) {
		if (text.endsWith(mark.slice(0, length))) {
			return length;
		}
	}

	return 0;
};

/** Creates what tells keys from pastes in the chunks that a terminal sends. */
export const createPasteSplitter = ({onKeys, onPaste}: SplitInput): ((chunk: string) => void) => {
	let held = '';
	let pasted: string | undefined;
	const takeKeys = (text: string): string => {
		const begin = text.indexOf(pasteBegin);
		// Esc alone is a key.
		const end = begin === -1 ? text.length - getUnfinishedLength(text, pasteBegin, 2) : begin;
		if (end > 0) {
			onKeys(text.slice(0, end));
		}

		if (begin === -1) {
			held = text.slice(end);
			return '';
		}

		pasted = '';
		return text.slice(begin + pasteBegin.length);
	};

	const takePaste = (text: string, before: string): string => {
		const end = text.indexOf(pasteEnd);
		const length = end === -1 ? text.length - getUnfinishedLength(text, pasteEnd, 1) : end;
		pasted = (before + text.slice(0, length)).slice(0, longestPaste);
		if (end === -1) {
			held = text.slice(length);
			return '';
		}

		onPaste(pasted);
		pasted = undefined;
		return text.slice(end + pasteEnd.length);
	};

	return chunk => {
		// A terminal that never ends its paste must not take the keyboard away.
		if (chunk === interruptKey) {
			held = '';
			pasted = undefined;
		}

		let rest = held + chunk;
		held = '';
		while (rest !== '') {
			rest = pasted === undefined ? takeKeys(rest) : takePaste(rest, pasted);
		}
	};
};
