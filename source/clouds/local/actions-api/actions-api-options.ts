import {type Clock} from '../../../ports/clock.js';
import {type RunActionJob} from '../action-job.js';
import {type Repository} from './repository.js';
import {type Sabotage} from './sabotage.js';
import {type StoredSecret} from './secret-store.js';
import {type Trouble} from './trouble.js';

export type ActionsApiOptions = {
	readonly repositories: readonly Repository[];
	/** The only credential that is let in. */
	readonly token: string;
	readonly runAction: RunActionJob;
	/** What an action's registered workflow file puts into the environment of its job. */
	readonly getEnv: (action: string) => Readonly<Record<string, string>>;
	/** Work folders and run logs are made below it. */
	readonly dataDir: string;
	/** Keeps the runs for later APIs, and has those of earlier ones; only one API at a time may use it. @default runs end with the API */
	readonly journalFile?: string | undefined;
	/** Answers from the journal and writes nothing; what is dispatched would not be kept. @default false */
	readonly isReadOnly?: boolean | undefined;
	readonly clock: Clock;
	/** @default twice the number of cores */
	readonly parallelism?: number | undefined;
	/** Keeps each run's folder after its end. @default false */
	readonly keepWorkDirs?: boolean | undefined;
	/** Strikes runs down before their action starts, as GitHub's infrastructure does at times. */
	readonly sabotage?: Sabotage | undefined;
	/** Answers requests, the token not yet looked at, as GitHub does on bad days. */
	readonly trouble?: Trouble | undefined;
	/** How long a new workflow file, once asked for, stays unlisted and cannot be dispatched; GitHub takes a while, too. @default 0 */
	readonly workflowDelayMs?: number | undefined;
	/** How long a run is missing from lists after its dispatch; GitHub's lists lag, too. @default 0 */
	readonly listDelayMs?: number | undefined;
	/** False refuses `return_run_details`, as GitHub Enterprise Server up to 3.20 does. @default true */
	readonly hasRunDetails?: boolean | undefined;
	/** Requests in an hour before the API answers 403. @default 1,000,000 */
	readonly rateLimitCount?: number | undefined;
	/** False is a token without the scope `workflow`: commits of workflow files are refused. @default true */
	readonly canWriteWorkflows?: boolean | undefined;
	/** The key that secrets are sealed for, base64. @default one whose private half nobody has */
	readonly secretsPublicKey?: string | undefined;
	/** Called for each secret that is stored. */
	readonly onSecret?: ((secret: StoredSecret) => void) | undefined;
	/** How long closing waits for cancelled runs to end. @default 15,000 */
	readonly closeTimeoutMs?: number | undefined;
};
