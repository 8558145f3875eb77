import {type Readable} from 'node:stream';

/** What an operation answers; the server adds the request id and the date. */
export type S3Response = {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	/** A stream carries its length in the `Content-Length` header. */
	readonly body?: Readable | Uint8Array | string;
};

/** Answers with an XML document. */
export const respondXml = (xml: string, status = 200): S3Response => ({
	status, headers: {'Content-Type': 'application/xml'}, body: xml,
});
