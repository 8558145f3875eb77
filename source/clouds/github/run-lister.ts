import {FaasrTuiError, isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {describeRepository, type RepositoryName} from './dispatch-target.js';
import {type RawRun} from './map-run.js';
import {type GithubResponse, type SendRequest} from './github-request.js';

/** GitHub gives at most 1,000 results of a filtered list. */
const maxPages = 10;
const pageSize = 100;

/** A page as GitHub last sent it, kept for its answer 304. */
type CachedPage = {readonly etag: string | undefined; readonly runs: readonly RawRun[]; readonly hasNext: boolean};
type PageCache = ReadonlyMap<string, CachedPage>;

/** Runs of one repository with where they are. */
export type FoundRuns = {readonly repository: RepositoryName; readonly runs: readonly RawRun[]};

/** What a list gave, and why some repositories are not in it. */
export type FoundList = {readonly found: readonly FoundRuns[]; readonly failure?: FaasrTuiError};

/**
Lists what was dispatched in some repositories at some time (`created`, in GitHub's search syntax); `undefined` when nothing changed since the last list for the same `reader`, unless a complete one is asked for.

Rejects when no repository could be listed: one that the token may not see does not hide the others.
*/
export type RunLister = (query: {readonly created: string; readonly reader: string; readonly isComplete?: boolean | undefined}, signal?: AbortSignal) => Promise<FoundList | undefined>;

const parsePage = ({data, headers}: GithubResponse, repository: RepositoryName): CachedPage => {
	const runs = typeof data === 'object' && data !== null && 'workflow_runs' in data ? data.workflow_runs : undefined;
	if (!Array.isArray(runs)) {
		// A captive portal's page arrives with status 200, too.
		throw new FaasrTuiError(`The answer to the list of runs of ${describeRepository(repository)} is not GitHub's.`, {
			code: 'unreachable',
			hint: 'Check the network connection and GITHUB_API_URL.',
		});
	}

	const {etag, link} = headers;
	return {
		etag: typeof etag === 'string' ? etag : undefined,
		runs: runs.filter((run): run is RawRun => typeof run === 'object' && run !== null),
		hasNext: typeof link === 'string' && /rel="?next"?/.test(link),
	};
};

type PageQuery = {
	readonly send: SendRequest;
	readonly repository: RepositoryName;
	readonly created: string;
	readonly page: number;
	readonly cached: CachedPage | undefined;
	readonly signal: AbortSignal | undefined;
};

const readPage = async ({send, repository, created, page, cached, signal}: PageQuery): Promise<CachedPage> => {
	const response = await send({
		route: 'GET /repos/{owner}/{repo}/actions/runs',
		parameters: {
			...repository,
			event: 'workflow_dispatch',
			created,
			exclude_pull_requests: true,
			per_page: pageSize,
			page,
			...(cached?.etag !== undefined && {headers: {'if-none-match': cached.etag}}),
		},
		purpose: `list the runs of ${describeRepository(repository)}`,
		notFound: {
			message: `GitHub shows no repository ${describeRepository(repository)}, or the token may not see it.`,
			hint: 'Check UserName and ActionRepoName of the compute server, and the scopes of the token.',
		},
		accept: cached ? [304] : [],
	}, signal);
	return response.status === 304 && cached ? cached : parsePage(response, repository);
};

/**
Creates a lister with a memory: one conditional request per page and repository, free of the rate limit while nothing changes.

Every page has its own ETag, since an old run can end without a change of the first page.
*/
export const createRunLister = (send: SendRequest, repositories: readonly RepositoryName[]): RunLister => {
	let cache: PageCache = new Map();
	let lastReader: string | undefined;

	const listRepository = async (repository: RepositoryName, created: string, fresh: Map<string, CachedPage>, signal: AbortSignal | undefined): Promise<FoundRuns> => {
		const runs = new Map<unknown, RawRun>();
		for (let page = 1; page <= maxPages; page++) {
			const key = `${describeRepository(repository)} ${created} ${page}`;
			const result = await readPage({
				send, repository, created, page, cached: cache.get(key), signal,
			});
			fresh.set(key, result);
			for (const run of result.runs) {
				// A run created meanwhile moves others to the next page, where they are met again.
				runs.set(run['id'], run);
			}

			if (!result.hasNext) {
				break;
			}
		}

		return {repository, runs: [...runs.values()]};
	};

	return async ({created, reader, isComplete}, signal) => {
		const fresh = new Map<string, CachedPage>();
		const failures: FaasrTuiError[] = [];
		const lists = await Promise.all(repositories.map(async repository => {
			try {
				return [await listRepository(repository, created, fresh, signal)];
			} catch (error) {
				if (!isFaasrTuiError(error) || signal?.aborted === true) {
					throw error;
				}

				failures.push(error);
				return [];
			}
		}));
		const found = lists.flat();
		const [failure] = failures;
		if (failure !== undefined) {
			if (found.length === 0) {
				throw failure;
			}

			// The next list is a complete one.
			cache = new Map([...cache, ...fresh]);
			lastReader = undefined;
			return {found, failure};
		}

		const hasChanged = isComplete === true || reader !== lastReader || fresh.size !== cache.size || [...fresh].some(([key, page]) => cache.get(key) !== page);
		// Remembered only now: what a failed or aborted list has seen, its caller has not.
		cache = fresh;
		lastReader = reader;
		return hasChanged ? {found} : undefined;
	};
};
