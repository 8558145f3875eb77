/** A registered workflow file: what a dispatch names. */
export type WorkflowFile = {
	readonly id: number;
	/** `WF-X`, also the title of its runs when their `run-name` says nothing. */
	readonly name: string;
	/** `.github/workflows/WF-X.yml`. */
	readonly path: string;
	/** The action of the document that the file runs. */
	readonly action: string;
};

/** A repository as this API serves it. */
export type Repository = {
	readonly id: number;
	readonly owner: string;
	readonly name: string;
	readonly defaultBranch: string;
	/** Every branch that a dispatch may name, the default one included. */
	readonly branches: readonly string[];
	readonly workflows: readonly WorkflowFile[];
	/** Files of every branch, by path. */
	readonly files: ReadonlyMap<string, Uint8Array>;
};

/** `owner/name`. */
export const getFullName = ({owner, name}: Pick<Repository, 'owner' | 'name'>): string => `${owner}/${name}`;
