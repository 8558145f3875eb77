/** Something wrong, or likely to go wrong, in a workflow document. */
export type Problem = {
	/** Errors make a document unusable; warnings do not. */
	readonly severity: 'error' | 'warning';
	/** Stable kebab-case name, such as `dead-join`. */
	readonly code: string;
	/** Where, as a JSON path: `$.ActionList.sum.InvokeNext[0]`. `$` for the whole document. */
	readonly path: string;
	/** One sentence: what is wrong. */
	readonly message: string;
	/** One sentence: what to do. */
	readonly hint?: string;
	/** From 1; present when the problem has a place in the text. */
	readonly line?: number;
	readonly column?: number;
};
