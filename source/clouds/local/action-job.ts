/** What the Actions API hands over for one run: the container's inputs and surroundings. */
export type ActionJob = {
	readonly runId: number;
	/** The dispatch input `OVERWRITTEN`: FaaSr's overwritten fields as a JSON string. */
	readonly overwritten: string;
	/** The dispatch input `PAYLOAD_URL`: `owner/repo/ref/path.json`. */
	readonly payloadUrl: string;
	/** Base URL of the Actions API: the document is fetched from it and successors are dispatched through it. */
	readonly apiUrl: string;
	/** What requests to the Actions API are sent with. @default Node's own */
	readonly fetch?: typeof fetch;
	/** An empty folder of the run's own. */
	readonly workDir: string;
	/** What a registered workflow file sets: `{server}_PAT`, `{store}_AccessKey`, `{store}_SecretKey`, `GH_PAT`, `Secrets[]`. */
	readonly env: Readonly<Record<string, string>>;
	/** Aborts when the run is cancelled: SIGINT to the function's process at once, SIGTERM after 7.5 s, SIGKILL 2.5 s later, as GitHub's runner does. A reason named `ForceCancel` means SIGKILL at once. */
	readonly signal: AbortSignal;
	/** Aborts when the run is cancelled by force after a plain cancel: SIGKILL at once. */
	readonly forceSignal?: AbortSignal;
	/** Appends to the run's own log, what GitHub shows as the job log: stdout and stderr of the container. */
	readonly writeLog: (text: string) => void;
	/** Tells what the function's own process prints, besides; nobody need listen. */
	readonly onPrint?: (text: string) => void;
};

/** Runs one action to its end; never rejects for what the user's function does. */
export type RunActionJob = (job: ActionJob) => Promise<{readonly exitCode: number}>;
