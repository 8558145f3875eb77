import {type Checksums} from '../body/checksums.js';

/** Everything about an object but its bytes. */
export type StoredObject = {
	readonly key: string;
	readonly sizeBytes: number;
	/** Without quotes. */
	readonly etag: string;
	/** Milliseconds since the Unix epoch. */
	readonly modifiedAt: number;
	readonly headers: ObjectHeaders;
	readonly checksums: Checksums;
};

/** The headers a client stores with an object and gets back: `content-type` and friends, `x-amz-meta-…`; names in lower case. */
export type ObjectHeaders = Readonly<Record<string, string>>;
