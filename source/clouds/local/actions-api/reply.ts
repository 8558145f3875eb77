/** A JSON body: GitHub answers with an object or a list. */
export type ReplyJson = Readonly<Record<string, unknown>> | readonly unknown[];

/** What a request is answered with; the server adds the headers that every answer has. */
export type Reply = {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
} & (
	| {readonly json?: ReplyJson}
	| {readonly bytes: Uint8Array; readonly contentType: string}
	| {readonly file: string; readonly trailer?: string | undefined; readonly contentType: string}
);
