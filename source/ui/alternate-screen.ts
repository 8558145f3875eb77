import process from 'node:process';

// DEC private modes (xterm's ctlseqs): 1049 saves the cursor and switches to the alternate screen, 25 shows the cursor.
const enterSequence = '\u001B[?1049h\u001B[?25l\u001B[2J\u001B[H';
const leaveSequence = '\u001B[0m\u001B[?2026l\u001B[?25h\u001B[?1049l';

/** The terminal while the screen is on. */
export type AlternateScreen = {
	/** Gives the terminal back; may be called at any time and more than once. */
	readonly leave: () => void;
};

/**
Switches the terminal to its alternate screen and makes sure that it is given back, also when the process exits by
`process.exit()` or an uncaught error. Signals are the caller's: a process that dies of one runs no `exit` listener.
*/
export const enterAlternateScreen = (
	stdout: {readonly write: (text: string) => unknown},
	beforeLeaving: () => void,
): AlternateScreen => {
	let hasLeft = false;
	const leave = (): void => {
		if (hasLeft) {
			return;
		}

		hasLeft = true;
		process.off('exit', leave);
		try {
			beforeLeaving();
		} finally {
			stdout.write(leaveSequence);
		}
	};

	process.on('exit', leave);
	stdout.write(enterSequence);
	return {leave};
};
