import {type RunId} from '../../core/run/run-id.js';
import {type Clock} from '../../ports/clock.js';
import {type DispatchOptions, type DispatchRequest} from '../../ports/platform.js';
import {describeRepository, type DispatchTarget} from './dispatch-target.js';
import {createGithubRunId} from './github-run-id.js';
import {getPageUrl, parseTitle, type RawRun} from './map-run.js';
import {type SendRequest} from './github-request.js';

/** Waits before each look; GitHub's lists can be half a minute late. */
const waitsMs = [500, 1500, 3000, 5000, 8000, 12_000];

export type RunSearch = {
	readonly send: SendRequest;
	readonly clock: Clock;
	/** Where the pages of runs are. */
	readonly webOrigin: string;
	readonly target: DispatchTarget;
	readonly request: DispatchRequest;
	/** When it was dispatched, by GitHub's clock (ms); asked for only now, since the failed answer may have told that clock. */
	readonly getDispatchedAt: () => number;
};

/** What the search for a run came to. */
export type SearchResult = {
	/** The run that was dispatched: its title says so. */
	readonly runId?: RunId;
	/** The web page of that run. */
	readonly url?: string;
	/** Address of a run of the same file whose title says nothing: it may be the one. */
	readonly suspectUrl?: string;
	/** GitHub never answered the search. */
	readonly isBlind: boolean;
	readonly searchedMs: number;
};

/** How long somebody waits who is in a hurry. */
const hurriedMs = 10_000;

const toleranceMs = 5000;

const getText = (run: RawRun, name: string): string => typeof run[name] === 'string' ? run[name] : '';

const isRecent = (run: RawRun, dispatchedAt: number): boolean => {
	const createdAt = Date.parse(getText(run, 'created_at'));
	// Whole seconds, of a clock that may differ a little. Without a time it cannot be told from a run of an earlier attempt.
	return createdAt >= dispatchedAt - toleranceMs;
};

const listRuns = async ({send, target, getDispatchedAt}: RunSearch, signal: AbortSignal | undefined): Promise<readonly RawRun[]> => {
	const {data} = await send({
		route: 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
		parameters: {
			owner: target.owner, repo: target.repo, workflow_id: target.workflowFile, event: 'workflow_dispatch', per_page: 30,
		},
		purpose: `list the runs of ${target.workflowFile} of ${describeRepository(target)}`,
	}, signal);
	const runs = (data as {readonly workflow_runs?: unknown} | undefined)?.workflow_runs;
	if (!Array.isArray(runs)) {
		throw new TypeError('no list of runs');
	}

	return (runs as readonly RawRun[]).filter(run => isRecent(run, getDispatchedAt()));
};

/** Looks for the run that a dispatch without a clear answer may have started, by the title that our registration gives it, for half a minute. */
export const findDispatchedRun = async (search: RunSearch, {signal, hurrySignal}: DispatchOptions = {}): Promise<SearchResult> => {
	const {clock, request: {action, rank, invocation}} = search;
	let suspectUrl: string | undefined;
	let isBlind = true;
	let searchedMs = 0;
	for (const waitMs of waitsMs) {
		if (hurrySignal?.aborted === true && searchedMs >= hurriedMs) {
			break;
		}

		await clock.sleep(waitMs, {...(signal && {signal})});
		searchedMs += waitMs;
		try {
			const runs = await listRuns(search, signal);
			isBlind = false;
			for (const run of runs) {
				const title = parseTitle(getText(run, 'display_title'), action, invocation);
				if (title.owner === 'this' && title.rank === rank && typeof run['id'] === 'number') {
					const url = getPageUrl(run, search.webOrigin);
					return {runId: createGithubRunId(run['id']), ...(url !== undefined && {url}), isBlind, searchedMs};
				}

				suspectUrl = title.owner === 'unknown' ? getPageUrl(run, search.webOrigin) ?? suspectUrl : suspectUrl;
			}
		} catch {
			signal?.throwIfAborted();
			// GitHub is in trouble: that is why we are here.
		}
	}

	return {...(suspectUrl === undefined ? {} : {suspectUrl}), isBlind, searchedMs};
};
