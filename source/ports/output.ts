/** Where a command writes: stdout or stderr of the process, or a buffer in tests. */
export type Output = {
	readonly write: (text: string) => void;
	readonly isTty: boolean;
	readonly columns: number;
	readonly rows: number;
	/** False for NO_COLOR, TERM=dumb and anything but a terminal. */
	readonly hasColor: boolean;
};
