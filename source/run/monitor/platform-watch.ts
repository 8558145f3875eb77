import {type RunEvent} from '../../core/run/events.js';
import {type Invocation} from '../../core/log/invocation.js';
import {type NamedRun} from '../../core/run/list-named-runs.js';
import {observeRuns} from '../../core/run/observe-runs.js';
import {type Clock} from '../../ports/clock.js';
import {getListedRuns, PartialListError} from '../../ports/partial-list-error.js';
import {type Platform} from '../../ports/platform.js';
import {getRetryDelayMs} from './get-retry-delay.js';
import {describePlatformFailure, type PlatformFailure} from './platform-failure.js';
import {createPaceMemory, setBack, spend, takeLook, type Pace} from './platform-pace.js';

/** A list proves the absence only of runs that were there before its oldest part was asked for. */
const getListed = ({getListedAt}: Platform, askedAt: number): readonly RunEvent[] => {
	const at = getListedAt?.() ?? askedAt;
	return Number.isFinite(at) ? [{type: 'platform.listed', at}] : [];
};

export type PlatformWatchOptions = {
	readonly platform: Platform;
	readonly invocation: Invocation;
	/** Runs created before it are not this invocation's (ms since the epoch). */
	readonly since: number;
	readonly clock: Clock;
};

/** Used when a platform does not say how often it may be asked. */
const defaultIntervalMs = 15_000;

const describeBudget = ({getBudget}: Platform, {now}: Clock): readonly RunEvent[] => {
	const budget = getBudget?.();
	return budget === undefined ? [] : [{type: 'platform.budget', at: now(), budget}];
};

/** Words failures of the looks, and tells how long each keeps the next one waiting. */
const createFailures = (intervalMs: number) => {
	let count = 0;
	let failure: PlatformFailure | undefined;
	return {
		/** What a failed look tells, with the time before which none is made; no such time where a part could be listed. */
		note(error: unknown, now: number): {readonly event: RunEvent & {readonly type: 'watch.failed'}; readonly blockedUntil?: number; readonly kind: PlatformFailure['kind']} {
			count++;
			const described = describePlatformFailure(error);
			// An outage that answers 502 now and 503 then is one: it keeps the words it began with.
			failure = failure?.kind === described.kind ? failure : described;
			const {kind, message} = failure;
			// What could be listed is worth as much as ever: a repository that nobody lets us see does not slow the looks down.
			const mustWait = !(error instanceof PartialListError) || error.rateLimit !== undefined;
			const blockedUntil = mustWait ? now + getRetryDelayMs(error, count, intervalMs) : undefined;
			return {
				kind, ...(blockedUntil !== undefined && {blockedUntil}),
				event: {type: 'watch.failed', at: now, source: 'platform', message, ...(blockedUntil !== undefined && kind !== 'credentials' && {retryAt: blockedUntil})},
			};
		},
		/** What a look tells that succeeded. */
		recover(at: number): readonly RunEvent[] {
			const hasFailed = count > 0;
			count = 0;
			failure = undefined;
			return hasFailed ? [{type: 'watch.recovered', at, source: 'platform'}] : [];
		},
	};
};

/**
Watches the platform's runs beside the bucket, at the platform's own pace.

The looks are the one loop in which its reads are tried again: after a failure when the rate limit ends, or later and later.

A slow answer never delays a look at the bucket: it is collected with the first look after it has come.
*/
export const createPlatformWatch = ({platform, invocation, since, clock}: PlatformWatchOptions) => {
	const intervalMs = platform.pollIntervalMs ?? defaultIntervalMs;
	const failures = createFailures(intervalMs);
	let memory = createPaceMemory(clock.now());
	let blockedUntil = Number.NEGATIVE_INFINITY;
	let lookedAt = clock.now();
	let isAsking = false;
	let hasListed = false;
	let events: RunEvent[] = [];

	const ask = async (named: readonly NamedRun[], signal?: AbortSignal): Promise<void> => {
		const askedAt = clock.now();
		if (!hasListed) {
			events.push({type: 'platform.asked', at: askedAt});
		}

		try {
			const runs = await platform.listRuns({invocation, since, ...(named.length > 0 && {named})}, {signal});
			const at = clock.now();
			hasListed = true;
			events.push(...observeRuns(runs ?? [], at), ...getListed(platform, askedAt), ...failures.recover(at));
		} catch (error) {
			if (signal?.aborted !== true) {
				const now = clock.now();
				const failed = failures.note(error, now);
				blockedUntil = failed.blockedUntil ?? blockedUntil;
				memory = failed.kind === 'rate-limit' ? spend(memory, blockedUntil) : memory;
				events.push(...observeRuns(getListedRuns(error), now), failed.event);
			}
		} finally {
			events.push(...describeBudget(platform, clock));
			isAsking = false;
		}
	};

	return {
		/** Asks when it is time to; resolves with the answer, or at once when none is due. */
		async look({pace = 'calm', signal, named = []}: {readonly pace?: Pace | undefined; readonly signal?: AbortSignal | undefined; readonly named?: readonly NamedRun[]} = {}): Promise<void> {
			const now = clock.now();
			const setBackMs = Math.max(0, lookedAt - now);
			blockedUntil -= setBackMs;
			memory = setBack(memory, setBackMs);
			lookedAt = now;
			const next = isAsking || now < blockedUntil ? undefined : takeLook(memory, pace, {now, intervalMs});
			if (next === undefined) {
				return;
			}

			isAsking = true;
			memory = next;
			await ask(named, signal);
		},

		/** What came since the last call. */
		collect(): readonly RunEvent[] {
			const collected = events;
			events = [];
			return collected;
		},
	};
};
