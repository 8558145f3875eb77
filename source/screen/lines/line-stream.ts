/** The run as lines on the normal screen, as pipelines get it. */
export type LineStream = {
	/** Writes what has happened since it was open last, then what happens. */
	readonly open: () => void;
	/** From now on nothing is written, and what happens is kept for the next time. */
	readonly close: () => void;
	/** Writes a sentence of our own. */
	readonly note: (text: string) => void;
};
