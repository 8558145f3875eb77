/** The three values that name a run and lead to its objects in the bucket. IDs alone are not unique (faasr.md 2a). */
export type Invocation = {
	readonly workflowName: string;
	/** `%Y-%m-%dT%H-%M-%S`. */
	readonly timestamp: string;
	readonly id: string;
};
