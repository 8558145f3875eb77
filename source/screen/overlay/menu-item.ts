/** One thing that can be chosen from a menu. */
export type MenuItem = {
	readonly id: string;
	/** The key that chooses it, for showing. */
	readonly key?: string;
	readonly label: string;
	/** What is to be known of it, in a few words. */
	readonly hint?: string;
	/** Why it cannot be chosen now, one sentence. */
	readonly obstacle?: string | undefined;
};
