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

/** An object and the file that has its bytes. */
export type FiledObject = StoredObject & {
	/** Path below the bucket's folder, `/` between folders. */
	readonly path: string;
	/** MD5 of the bytes in hexadecimal; the ETag of an object made of parts is another. */
	readonly md5: string;
	/** When the file was written, as the file system says it: milliseconds with a fraction. */
	readonly fileTime: number;
};
