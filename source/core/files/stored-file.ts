/** One object of a data store, as a listing shows it. */
export type StoredFile = {
	/** Name of the data store in the document. */
	readonly store: string;
	readonly key: string;
	readonly sizeBytes: number;
	readonly etag: string;
	/** Milliseconds since the Unix epoch, by the bucket's clock; absent where the listing tells no time. */
	readonly modifiedAt?: number;
};

/**
How sure it is whose a file is, the surest first:

- `request`: the log of its node, and of no other one at work, asks FaaSr to put a file at that moment.
- `named`: of the nodes at work, the arguments of this one alone lead to the key.
- `time`: it was written while its nodes were at work; nothing tells more.
- `id`: its key carries the InvocationID, and it was written while no node was at work.
*/
export type Sureness = 'request' | 'named' | 'time' | 'id';

/** A file that a run wrote. */
export type WrittenFile = StoredFile & {
	/** Whose it is: one node; several, one of which wrote it; none where nothing tells. */
	readonly nodes: readonly string[];
	readonly sureness: Sureness;
};

/** A file that nodes of a run seem to have read, whoever wrote it. */
export type ReadFile = StoredFile & {
	/** At least one. */
	readonly readers: readonly string[];
};
