import {type PlatformRun} from '../../core/run/platform-run.js';
import {type Clock} from '../../ports/clock.js';
import {FaasrTuiError, isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {getListedRuns, PartialListError} from '../../ports/partial-list-error.js';
import {type Platform, type RunQuery} from '../../ports/platform.js';
import {type Adapter} from './adapter.js';

/** Used for a platform that does not say how often it may be asked. */
const defaultIntervalMs = 15_000;

/** How often a platform may be asked (ms). */
export const getIntervalMs = ({pollIntervalMs = defaultIntervalMs}: Platform): number => pollIntervalMs;

type Answer = {readonly runs?: readonly PlatformRun[] | undefined; readonly failure?: FaasrTuiError | undefined};

type Listing = Parameters<Platform['listRuns']>;

/** One platform's part in the lists: when it was asked, and what it last said. */
const createTurn = ({platform}: Adapter, clock: Clock) => {
	const intervalMs = getIntervalMs(platform);
	let askedAt = Number.NEGATIVE_INFINITY;
	let listedAt = Number.NEGATIVE_INFINITY;
	let blockedUntil = Number.NEGATIVE_INFINITY;
	let failure: FaasrTuiError | undefined;

	const isDue = (now: number, isUrgent: boolean): boolean =>
		now >= blockedUntil && (isUrgent || now < askedAt || now - askedAt >= intervalMs);

	return {
		getListedAt: () => listedAt,
		/** Asks when it is time to. A failure stands until the next answer. */
		async ask(listing: Listing, isUrgent: boolean): Promise<Answer> {
			const now = clock.now();
			if (!isDue(now, isUrgent)) {
				return {failure};
			}

			askedAt = now;
			try {
				const runs = await platform.listRuns(...listing);
				failure = undefined;
				listedAt = now;
				return {runs};
			} catch (error) {
				if (!isFaasrTuiError(error) || listing[1]?.signal?.aborted === true) {
					throw error;
				}

				failure = error;
				blockedUntil = error.rateLimit === undefined ? blockedUntil : clock.now() + (error.rateLimit.waitMs ?? intervalMs);
				return {runs: getListedRuns(error), failure};
			}
		},
	};
};

/** Another platform's limit is no reason to ask the others less often. */
const withoutLimit = ({message, code, hint, cause}: FaasrTuiError): FaasrTuiError => new FaasrTuiError(message, {code, hint, cause});

/**
Lists the runs of several platforms side by side, each at its own pace: one is asked again when its interval is over, all when a
complete list is wanted or somebody looks sooner than the shortest interval.

Gives what came; `undefined` when nothing changed anywhere. Throws a `PartialListError` when some platforms cannot say, the first
failure when none can.
*/
export const createSideBySideList = (adapters: readonly Adapter[], clock: Clock, isOwn: (adapter: Adapter, action: string) => boolean) => {
	const turns = adapters.map(adapter => ({adapter, turn: createTurn(adapter, clock)}));
	const shortestMs = Math.min(...adapters.map(({platform}) => getIntervalMs(platform)));
	let lookedAt = Number.NEGATIVE_INFINITY;

	const getQuery = (adapter: Adapter, {named = [], ...query}: RunQuery): RunQuery => {
		const own = named.filter(({action}) => isOwn(adapter, action));
		return {...query, ...(own.length > 0 && {named: own})};
	};

	return {
		/** When the oldest part of what was listed so far was begun. */
		getListedAt: () => Math.min(...turns.map(({turn}) => turn.getListedAt())),
		async list(query: RunQuery, options: Listing[1]): Promise<readonly PlatformRun[] | undefined> {
			const now = clock.now();
			const isUrgent = query.isComplete === true || now - lookedAt < shortestMs;
			lookedAt = now;
			const answers = await Promise.all(turns.map(async ({adapter, turn}) => turn.ask([getQuery(adapter, query), options], isUrgent)));
			const failures = answers.flatMap(({failure}) => failure ?? []);
			const runs = answers.flatMap(answer => answer.runs ?? []);
			const [failure] = failures;
			if (failure === undefined) {
				return answers.every(answer => answer.runs === undefined) ? undefined : runs;
			}

			throw failures.length === answers.length && runs.length === 0 ? failure : new PartialListError(withoutLimit(failure), runs);
		},
	};
};
