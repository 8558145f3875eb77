/** What a route answered. */
export type GithubResponse = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | number | undefined>>;
	readonly data: unknown;
};

/** What is asked, and how it is called when it fails. */
export type GithubRequest = {
	/** `GET /repos/{owner}/{repo}/actions/runs`. */
	readonly route: string;
	readonly parameters: Readonly<Record<string, unknown>>;
	/** `list the runs of owner/repo`: completes "GitHub refused to …". */
	readonly purpose: string;
	/** What a 404 means here, one sentence, and what to do about it. */
	readonly notFound?: {readonly message: string; readonly hint?: string};
	/** What to do about a refusal in whose words something is found. */
	readonly hints?: ReadonlyArray<readonly [said: RegExp, hint: string]>;
	/** Statuses that are answers and not failures. */
	readonly accept?: readonly number[];
	/** Hands a redirect to the caller instead of following it. */
	readonly keepRedirect?: boolean;
	/** True for a write with a secret in it: no redirect is followed, not even to the same host. */
	readonly isSecret?: boolean;
	/** True where a good answer is a file's bytes; everywhere else it is JSON or nothing. */
	readonly isFile?: boolean;
};

/** Asks GitHub; rejects with a `FaasrTuiError`. */
export type SendRequest = (request: GithubRequest, signal?: AbortSignal) => Promise<GithubResponse>;
