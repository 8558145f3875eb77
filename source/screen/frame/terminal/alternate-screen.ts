// DEC private modes (xterm's ctlseqs): 1049 saves the cursor and switches to the alternate screen, 25 shows the cursor, 7 wraps
// lines that are too long. Frames never need a wrap; where the terminal finds a character wider than we do, it is cut instead.
const enterSequence = '\u001B[?1049h\u001B[?25l\u001B[?7l\u001B[2J\u001B[H';
// Cleared before it is left: the Linux console has one screen only, and the last frame would stand below the prompt.
const leaveSequence = '\u001B[0m\u001B[?2026l\u001B[2J\u001B[H\u001B[?7h\u001B[?25h\u001B[?1049l';

/** The terminal's second screen, which has no scrollback. */
export type AlternateScreen = {
	/** Switches to it, also when the terminal was there already: somebody else may have switched back meanwhile. */
	readonly enter: () => void;
	/** Switches back to the normal screen, cursor and wrapping as before; may be called at any time and more than once. */
	readonly leave: () => void;
};

/** Creates the way to the terminal's alternate screen and back. */
export const createAlternateScreen = (stdout: {readonly write: (text: string) => unknown}): AlternateScreen => {
	let isOn = false;
	return {
		enter() {
			isOn = true;
			stdout.write(enterSequence);
		},
		leave() {
			if (isOn) {
				isOn = false;
				stdout.write(leaveSequence);
			}
		},
	};
};
