/** An answer of S3 that refuses a request: HTTP status, S3's code and a sentence. */
export class S3Error extends Error {
	override readonly name = 'S3Error';
	readonly status: number;
	readonly code: string;
	/** Response headers that belong to the refusal, such as `Content-Range` of a 416. */
	readonly headers: Readonly<Record<string, string>>;

	constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
		super(message);
		this.status = status;
		this.code = code;
		this.headers = headers;
	}
}
