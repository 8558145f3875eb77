/** Where a command writes: stdout or stderr of the process, or a buffer in tests. */
export type Output = {
	/** Writes what can come from anywhere: in a job of GitHub Actions nothing in it commands the runner. */
	readonly write: (text: string) => void;
	/** Writes commands to the runner of GitHub Actions; absent where `write` lets them pass. */
	readonly writeCommands?: (text: string) => void;
	/** Writes bytes as they are; resolves once more may be written, with false when nobody reads them any more. Absent where only text is taken. */
	readonly writeBytes?: (bytes: Uint8Array) => Promise<boolean>;
	readonly isTty: boolean;
	/** In a job of GitHub Actions, Azure Pipelines or TeamCity, and no file: it may be the job's log, whose lines can command the runner. @default false */
	readonly mayBeJobLog?: boolean;
	readonly columns: number;
	readonly rows: number;
	/** False for NO_COLOR, TERM=dumb and anything but a terminal. */
	readonly hasColor: boolean;
};
