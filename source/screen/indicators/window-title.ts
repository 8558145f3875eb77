import {type RunState} from '../../core/run/run-state.js';
import {getProgress} from '../run/run-progress.js';
import {truncateCells} from '../frame/text/cell-width.js';
import {type Theme} from '../frame/theme.js';

// XTWINOPS (xterm's ctlseqs): 22;2 puts the window's title on a stack, 23;2 takes it from there. OSC 2 sets it.
const saveTitle = '\u001B[22;2t';
const restoreTitle = '\u001B[23;2t';
const widestTitle = 80;

type Environment = Readonly<Record<string, string | undefined>>;

/** Tells whether a terminal has a title that can be given back: GNU screen keeps no stack of titles, consoles have none. */
export const hasWindowTitle = (env: Environment): boolean => !env['STY'] && env['TERM'] !== 'linux' && env['TERM'] !== 'dumb';

/** The title while a run is on the screen: `✓ main 12/14 · faasr-tui`. */
export const renderTitleText = (state: RunState, {outcomes, glyphs}: Theme, cleanText: (text: string) => string): string => {
	const {nodeCount, settledCount} = getProgress(state);
	const progress = state.outcome === 'IDLE' ? '' : ` ${settledCount}/${nodeCount}`;
	const end = `${progress} ${glyphs.separator} faasr-tui`;
	return truncateCells(`${outcomes[state.outcome].symbol} ${cleanText(state.workflow.name)}`, widestTitle - end.length, glyphs.ellipsis) + end;
};

/** The title of the terminal's window. */
export type WindowTitle = {
	readonly set: (text: string) => void;
	/** Gives the window the title that it had. */
	readonly restore: () => void;
};

/** Creates the way to the window's title, which is kept on the terminal's own stack meanwhile. */
export const createWindowTitle = (stdout: {readonly write: (text: string) => unknown}): WindowTitle => {
	let current: string | undefined;
	return {
		set(text) {
			if (text !== current) {
				stdout.write(`${current === undefined ? saveTitle : ''}\u001B]2;${text}\u0007`);
				current = text;
			}
		},
		restore() {
			if (current !== undefined) {
				stdout.write(restoreTitle);
				current = undefined;
			}
		},
	};
};
