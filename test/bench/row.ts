/** One thing that is measured, and what it is held to. */
export type Row = {
	/** Kebab-case: `npm run bench -- name` measures this row alone. */
	readonly name: string;
	readonly what: string;
	readonly goal: string;
	readonly measure: () => Promise<Measured>;
};

/** What came out: a ratio or a count, obtained side by side in one run, so that it holds on any machine. */
export type Measured = {
	readonly figure: string;
	readonly met: boolean;
	/** The parts the figure is made of, shown when the row is measured alone. */
	readonly details?: readonly string[];
};

/** A row with its figure. */
export type MeasuredRow = Omit<Row, 'measure'> & Measured;
