import {type WorkflowDocument} from '../../core/workflow/document.js';
import {compareRuns, getOwnId, type RunId} from '../../core/run/run-id.js';
import {outgoingFetch} from '../network/outgoing-fetch.js';
import {type Clock} from '../../ports/clock.js';
import {PartialListError} from '../../ports/partial-list-error.js';
import {type BegunRun, type Platform} from '../../ports/platform.js';
import {buildInputs} from './build-inputs.js';
import {createBudget} from './create-budget.js';
import {dispatchAction} from './dispatch-action.js';
import {describeRepository, getBranch, getDispatchTarget, getRepositories, getWorkflowFileName, type RepositoryName} from './dispatch-target.js';
import {getGithubNumber} from './github-run-id.js';
import {getWebOrigin, mapBegunRun, mapRun} from './map-run.js';
import {readRunLog} from './read-run-log.js';
import {createRunLister, type FoundList} from './run-lister.js';
import {type SendRequest} from './github-request.js';
import {createSendRequest} from './send-request.js';
import {createServerTime} from './server-time.js';

export type GithubActionsOptions = {
	readonly document: WorkflowDocument;
	/** Where actions fetch the document: `owner/repo/ref/path.json`. */
	readonly payloadUrl: string;
	readonly token: string;
	/** @default 'https://api.github.com' */
	readonly apiUrl?: string | undefined;
	readonly clock: Clock;
	readonly fetch?: typeof fetch | undefined;
	/** By FaaSr's names, such as `My_S3_Bucket_AccessKey`: sent along with dispatches to servers without a secret store. */
	readonly secrets?: Readonly<Record<string, string>> | undefined;
	/** @default 'GitHub Actions owner/repo@branch' of the entry action */
	readonly label?: string | undefined;
	/** How often its runs may be listed. @default what `Platform` says */
	readonly pollIntervalMs?: number | undefined;
};

const publicApiUrl = 'https://api.github.com';

/** Runs are searched from a little earlier, for clocks that differ by less than can be measured. */
const skewMs = 5000;

const renderSecond = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** GitHub's search syntax for times. */
const renderCreated = (from: number, until: number | undefined): string => until === undefined ? `>=${renderSecond(from)}` : `${renderSecond(from)}..${renderSecond(until)}`;

const describeEntry = (document: WorkflowDocument): string => {
	const server = document.ComputeServers[document.ActionList[document.FunctionInvoke]?.FaaSServer ?? ''];
	return server ? `GitHub Actions ${server.UserName ?? '?'}/${server.ActionRepoName ?? '?'}@${getBranch(server)}` : 'GitHub Actions';
};

const cancelRun = async (send: SendRequest, repository: RepositoryName, runId: RunId, {force, signal}: {readonly force?: boolean; readonly signal?: AbortSignal | undefined}): Promise<void> => {
	await send({
		route: `POST /repos/{owner}/{repo}/actions/runs/{run_id}/${force ? 'force-cancel' : 'cancel'}`,
		parameters: {...repository, run_id: getGithubNumber(runId)},
		purpose: `cancel run ${getOwnId(runId)} of ${describeRepository(repository)}`,
		// 409: it has ended already.
		accept: [409],
	}, signal);
};

const listBegunRuns = (list: FoundList | undefined, mapping: Parameters<typeof mapBegunRun>[1]): readonly BegunRun[] => (list?.found ?? [])
	.flatMap(({runs}) => runs.flatMap(raw => mapBegunRun(raw, mapping) ?? []))
	.toSorted((a, b) => getGithubNumber(b.runId) - getGithubNumber(a.runId));

/** What requests are sent with, and what their answers tell by the way. */
const createClient = ({clock, token, apiUrl = publicApiUrl, fetch}: GithubActionsOptions) => {
	const serverTime = createServerTime(clock);
	const budget = createBudget(clock);
	const send = createSendRequest({
		token, apiUrl, clock, fetch,
		onAnswer(answer) {
			serverTime.note(answer);
			budget.note(answer);
		},
	});
	return {send, serverTime, budget};
};

/** Creates the platform behind GitHub's REST API; the local cloud speaks it, too. */
export const createGithubActionsPlatform = (options: GithubActionsOptions): Platform => {
	const {document, payloadUrl, clock, apiUrl = publicApiUrl, secrets = {}} = options;
	const {fetch: sendOut = outgoingFetch} = options;
	const {send, serverTime, budget} = createClient(options);
	const webOrigin = getWebOrigin(apiUrl);
	const repositories = getRepositories(document);
	const listDispatched = createRunLister(send, repositories);
	const actionByFile = new Map(Object.keys(document.ActionList).map(action => [getWorkflowFileName(document, action), action]));
	const repositoryByRun = new Map<RunId, RepositoryName>();
	const dispatchedBy = new Map<RunId, string>();

	const getRepositoryOf = (runId: RunId): RepositoryName =>
		repositoryByRun.get(runId) ?? repositories[0] ?? getDispatchTarget(document, document.FunctionInvoke);

	return {
		label: options.label ?? describeEntry(document),
		...(options.pollIntervalMs === undefined ? {} : {pollIntervalMs: options.pollIntervalMs}),
		getBudget: budget.get,
		async dispatch(request, dispatchOptions = {}) {
			const target = getDispatchTarget(document, request.action);
			const at = clock.now();
			const {runId, url} = await dispatchAction({
				send, clock, target, request, webOrigin, inputs: buildInputs(request, target, {document, payloadUrl, secrets}), getDispatchedAt: () => serverTime.toServerTime(at),
			}, dispatchOptions);
			if (runId !== undefined) {
				repositoryByRun.set(runId, {owner: target.owner, repo: target.repo});
				dispatchedBy.set(runId, request.invocation.id);
			}

			return runId === undefined ? {} : {runId, ...(url !== undefined && {url})};
		},
		async listRuns({invocation, since, until, isComplete}, {signal} = {}) {
			const from = Math.floor(serverTime.toServerTime(since) / 1000) * 1000;
			const created = renderCreated(from - skewMs, until === undefined ? undefined : serverTime.toServerTime(until) + skewMs);
			const list = await listDispatched({created, reader: `${invocation.timestamp} ${invocation.id}`, isComplete}, signal);
			const listed = list?.found.flatMap(({repository, runs}) => runs.flatMap(raw => {
				const run = mapRun(raw, {
					invocation, webOrigin, since: from, actionByFile, dispatchedBy, toLocalTime: serverTime.toLocalTime,
				});
				if (run) {
					repositoryByRun.set(run.id, repository);
				}

				return run ? [run] : [];
			})).sort((a, b) => compareRuns(b, a));
			if (listed !== undefined && list?.failure !== undefined) {
				throw new PartialListError(list.failure, listed);
			}

			return listed;
		},
		async listBegun({since}, {signal} = {}) {
			const from = Math.floor(serverTime.toServerTime(since) / 1000) * 1000;
			const list = await listDispatched({created: renderCreated(from, undefined), reader: 'begun', isComplete: true}, signal);
			return listBegunRuns(list, {entry: document.FunctionInvoke, webOrigin, actionByFile, toLocalTime: serverTime.toLocalTime});
		},
		async cancel(runId, cancelOptions = {}) {
			await cancelRun(send, getRepositoryOf(runId), runId, cancelOptions);
		},
		readRunLog: async (runId, {signal, maxBytes} = {}) => readRunLog({send, clock, fetch: sendOut, maxBytes}, getRepositoryOf(runId), getGithubNumber(runId), signal),
	};
};
