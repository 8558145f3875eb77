import {type Platform} from '../../ports/platform.js';

/** A platform with what it drives of a document. */
export type Adapter = {
	readonly platform: Platform;
	/** Where its runs run, as their ids say (core/run/run-id.ts): `gh`, `slurm:Cluster`. */
	readonly source: string;
	/** Names of its compute servers in the document. */
	readonly servers: ReadonlySet<string>;
};

/** A compute server whose runs nobody can ask for, and why: S3 alone tells of its nodes. */
export type UnseenServer = {
	readonly server: string;
	readonly type: string;
	/** The variable that its token is looked for in, where that is all it lacks. */
	readonly missing?: string;
};
