import {type ArrivedRequest} from '../../../source/clouds/local/actions-api/intercept.js';
import {type Reply} from '../../../source/clouds/local/actions-api/reply.js';

/** A run that is about to start. */
export type StartingRun = {
	readonly id: number;
	readonly action: string;
	readonly displayTitle: string;
	readonly attempt: number;
};

/** How a run ends whose action never starts. */
export type RunEnd = {
	/** GitHub's word: `failure`, `cancelled`, `timed_out`, `startup_failure`. */
	readonly conclusion: string;
	readonly logText: string;
	/** True for a runner that was lost: GitHub then has no log of the job. */
	readonly isLogLost?: boolean;
};

/** What is different from a good day at GitHub: limits, outages, delays, missing rights. */
export type Faults = {
	/** Answers a request, its token not yet looked at, otherwise than it deserves. `reset` cuts the connection; `undefined` is a good day. */
	readonly answer?: ((request: ArrivedRequest) => Promise<Reply | 'reset' | undefined> | Reply | 'reset' | undefined) | undefined;
	/** Ends a run before its action starts: the image cannot be pulled, the runner is lost, somebody cancels. */
	readonly endRun?: ((run: StartingRun) => RunEnd | undefined) | undefined;
	/** How many runs have a runner at once. @default twice the number of cores */
	readonly parallelism?: number;
	/** How long a new workflow file, once asked for, stays unlisted and cannot be dispatched. @default 0 */
	readonly workflowDelayMs?: number | undefined;
	/** How long a run is missing from lists after its dispatch. @default 0 */
	readonly listDelayMs?: number | undefined;
	/** False refuses `return_run_details`, as GitHub Enterprise Server up to 3.20 does. @default true */
	readonly hasRunDetails?: boolean | undefined;
	/** Requests in an hour before the API answers 403. @default 1,000,000 */
	readonly rateLimitCount?: number | undefined;
	/** False is a token without the scope `workflow`: commits of workflow files are refused. @default true */
	readonly canWriteWorkflows?: boolean | undefined;
};
