/** What keys can do with the terminal itself. */
export type ScreenControls = {
	/** Leaves the screen for lines on the normal one. */
	readonly showLines: () => void;
	/** Stops this process until the shell's `fg`. */
	readonly suspend: () => void;
	/** Gives the terminal to another program, such as a pager, for as long as the task takes. */
	readonly withTerminal: <Result>(task: () => Promise<Result>) => Promise<Result>;
};
