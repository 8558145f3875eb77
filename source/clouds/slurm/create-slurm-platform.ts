import {randomUUID} from 'node:crypto';
import {type WorkflowDocument} from '../../core/workflow/document.js';
import {createRunId, getOwnId} from '../../core/run/run-id.js';
import {type PlatformRun} from '../../core/run/platform-run.js';
import {type Clock} from '../../ports/clock.js';
import {type BegunRun, type Platform} from '../../ports/platform.js';
import {buildJob} from './build-job.js';
import {createSlurmClient} from './create-slurm-client.js';
import {createJobBook} from './job-book.js';
import {createJobComment, readJobComment} from './job-comment.js';
import {cancelJob, listAllJobs} from './list-jobs.js';
import {createJobLister} from './look-at-jobs.js';
import {mapJob} from './map-job.js';
import {getSlurmServer} from './slurm-server.js';
import {submitJob} from './submit-job.js';

export type SlurmOptions = {
	readonly document: WorkflowDocument;
	/** In `ComputeServers`. */
	readonly serverName: string;
	/** Where actions fetch the document: `owner/repo/ref/path.json`. */
	readonly payloadUrl: string;
	/** Of Slurm's `auth/jwt`. */
	readonly token: string;
	/** By FaaSr's names: sent along with every job, since SLURM has no secret store. */
	readonly secrets: Readonly<Record<string, string>>;
	/** With which containers fetch document and functions. @default none */
	readonly githubToken?: string | undefined;
	readonly clock: Clock;
	/** Names the proxy. @default process.env */
	readonly env?: Readonly<Record<string, string | undefined>> | undefined;
	/** How often its jobs may be looked at (ms). @default 10000: slurmctld serves the whole cluster */
	readonly pollIntervalMs?: number | undefined;
};

/** The entry action's jobs that faasr-tui has submitted, whatever their invocation. */
const listEntryJobs = (jobs: Awaited<ReturnType<typeof listAllJobs>>, entry: string, server: string): readonly BegunRun[] => jobs.flatMap(job => {
	const owner = readJobComment(job);
	const {id: runId, status, createdAt}: PlatformRun = mapJob(job, {server, node: {action: entry}, toLocalTime: at => at});
	return owner?.action === entry && createdAt !== undefined ? [{runId, status, createdAt, invocationId: owner.invocationId}] : [];
}).toReversed();

/** Creates the platform behind the slurmrestd of one server of the document. Throws a `FaasrTuiError` for a server or a token that cannot work. */
export const createSlurmPlatform = (options: SlurmOptions): Platform => {
	const {document, serverName, payloadUrl, token, secrets, githubToken, clock, env, pollIntervalMs = 10_000} = options;
	const slurm = getSlurmServer(document, serverName);
	const client = createSlurmClient({slurm, token, clock, env});
	const book = createJobBook();
	const list = createJobLister({client, book});
	return {
		label: `SLURM ${new URL(slurm.http.origin).host}`,
		pollIntervalMs,
		async dispatch(request, dispatchOptions = {}) {
			const comment = createJobComment(request, randomUUID().slice(0, 8));
			const body = buildJob({slurm, document, request, payloadUrl, secrets, githubToken, comment});
			const submittedAt = clock.now();
			const id = await submitJob({client, clock, action: request.action, body}, dispatchOptions);
			const {action, rank, invocation} = request;
			book.add({id, invocationId: invocation.id, node: {action, ...(rank !== undefined && {rank})}, submittedAt});
			return {runId: createRunId(`slurm:${serverName}`, id)};
		},
		listRuns: async (query, {signal} = {}) => list(query, signal),
		listBegun: async ({since}, {signal} = {}) =>
			listEntryJobs(await listAllJobs(client, signal), document.FunctionInvoke, serverName).filter(({createdAt}) => createdAt >= since),
		cancel: async (runId, {signal} = {}) => cancelJob(client, Number(getOwnId(runId)), signal),
		// A file on the node, which no request reads.
		readRunLog: async () => undefined,
	};
};
