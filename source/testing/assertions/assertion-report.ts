/** What became of one assertion, for those who watch the run. Everything is printable and masked. */
export type AssertionReport = {
	/** What is asserted: `input3.txt equals "input3"`. */
	readonly title: string;
	/** The function it is about, or after which it was checked. */
	readonly node?: string;
	readonly isOk: boolean;
	/** What was found. */
	readonly evidence: string;
};
