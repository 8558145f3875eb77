/** One object of a listing. */
export type BucketObject = {
	readonly key: string;
	readonly sizeBytes: number;
	/** Changes whenever the content does. */
	readonly etag: string;
	/** Milliseconds since the Unix epoch, by the bucket's clock. */
	readonly modifiedAt?: number;
};

/** Part of an object. */
export type BucketRange = {
	readonly bytes: Uint8Array;
	/** Offset of the first byte of `bytes` in the object; 0 when the server ignored the range. */
	readonly startByte: number;
	readonly etag: string;
	/** MD5 of the whole object in hexadecimal digits, where the ETag is one: not for what was uploaded in parts, or is encrypted with a key of its own. */
	readonly md5?: string;
};

type Abortable = {readonly signal?: AbortSignal | undefined};

/** A data store as the monitor needs it. Every method throws a `FaasrTuiError` with code `unreachable` or `credentials`. */
export type Bucket = {
	/** Name of the data store in the document. */
	readonly name: string;
	/** Every object below the prefix, all pages; with `atMost` the first ones, so many or fewer. */
	readonly list: (prefix: string, options?: Abortable & {readonly atMost?: number}) => Promise<readonly BucketObject[]>;
	/** Names of the folders right below a prefix that ends with `/`, without the prefix and the `/` after them; all pages. */
	readonly listFolders: (prefix: string, options?: Abortable) => Promise<readonly string[]>;
	/**
	The object from `startByte` on (default 0), at most `maxBytes` of it (default all); `undefined` when there is no such object.

	An empty `bytes` means that nothing lies beyond `startByte`.
	*/
	readonly read: (key: string, options?: Abortable & {readonly startByte?: number; readonly maxBytes?: number}) => Promise<BucketRange | undefined>;
	/** Removes objects; a missing one is not an error. */
	readonly remove: (keys: readonly string[], options?: Abortable) => Promise<void>;
};
