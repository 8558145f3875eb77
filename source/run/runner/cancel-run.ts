import {type RunEvent} from '../../core/run/events.js';
import {type Invocation} from '../../core/log/invocation.js';
import {listNamedOf, type NamedRun} from '../../core/run/list-named-runs.js';
import {observeRuns} from '../../core/run/observe-runs.js';
import {type PlatformRun} from '../../core/run/platform-run.js';
import {isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {describeError} from '../monitor/describe-error.js';
import {getRetryDelayMs} from '../monitor/get-retry-delay.js';
import {type Clock} from '../../ports/clock.js';
import {getListedRuns} from '../../ports/partial-list-error.js';
import {type Platform} from '../../ports/platform.js';
import {type RunId} from '../../core/run/run-id.js';
import {type WritableRunStore} from './create-run-store.js';
import {createKnownRuns, type KnownRunsOptions} from './known-runs.js';
import {createCancelRequests} from './request-cancels.js';

export type CancelRunOptions = KnownRunsOptions & {
	readonly platform: Platform;
	readonly invocation: Invocation;
	readonly since: number;
	/** Runs that the logs read so far name. @default none */
	readonly getNamed?: () => readonly NamedRun[];
	/** True once every status is final: then nothing that is left dispatches for long. */
	readonly isOver: () => boolean;
	readonly clock: Clock;
	/** Ends the wait, not the runs: runs that are still alive are force-cancelled, with a moment for that. */
	readonly signal?: AbortSignal;
	/** Ends everything at once. */
	readonly stopSignal?: AbortSignal;
	/** Aborts when the user will not wait: from then on every cancel is a force-cancel. */
	readonly forceSignal?: AbortSignal;
	readonly onEvents: (events: readonly RunEvent[]) => void;
};

/** What became of the cancellation. */
export type CancelReport = {
	/** Runs that were still alive when waiting for them ended. */
	readonly aliveRunIds: readonly RunId[];
	/** Runs alive that may be this run's or another's: nothing tells, so they were left alone. */
	readonly suspectRunIds?: readonly RunId[];
	/** Runs that were stopped and whose containers may go on. */
	readonly outlivingRunIds?: readonly RunId[];
	/** Why the platform last refused to stop one of them, or to list them; one sentence. */
	readonly failure?: string;
	/** True when nothing is known to be alive, but the platform could not be asked. */
	readonly isUnknown?: true;
};

const roundMs = 1000;
/** Rounds after the first ten seconds: most runs have ended by then, and lists cost GitHub's budget. */
const lateRoundMs = 3000;
const lateAfterMs = 10_000;
/** A request without an answer must not keep the others waiting. */
const requestTimeoutMs = 5000;
const giveUpAfterMs = 60_000;
/** What is asked last is given so long to reach the platform. */
const lastRequestMs = 1000;
/** Where a limit ends soon after that, what it refused is asked once more. */
const giveUpLateAfterMs = 90_000;
/** Between the two empty lists: a new run may be missing in GitHub's list for some seconds (reliability facts 1.5). */
const longestEmptyGapMs = 5000;
const defaultIntervalMs = 15_000;

/** Lists the runs of an invocation; a limit is waited for. */
const createRunLists = ({platform, invocation, since, clock, onEvents, getNamed = () => []}: CancelRunOptions, signal: AbortSignal, note: (runs: readonly PlatformRun[]) => void) => {
	let failure: string | undefined;
	let failureCount = 0;
	let blockedUntil = Number.NEGATIVE_INFINITY;
	const tell = (listed: readonly PlatformRun[]): void => {
		note(listed);
		onEvents(observeRuns(listed, clock.now()));
	};

	return {
		/** True when it was listed. */
		async list(): Promise<boolean> {
			if (clock.now() < blockedUntil) {
				return false;
			}

			try {
				tell(await platform.listRuns({invocation, since, named: getNamed(), isComplete: true}, {signal}) ?? []);
				failure = undefined;
				failureCount = 0;
				return true;
			} catch (error) {
				tell(getListedRuns(error));
				failure = describeError(error);
				failureCount++;
				if (isFaasrTuiError(error) && error.rateLimit !== undefined) {
					blockedUntil = clock.now() + getRetryDelayMs(error, failureCount, roundMs);
				}

				return false;
			}
		},
		/** Why the last list failed, one sentence. */
		getFailure: () => failure,
	};
};

/** Waits as long as told, at most until the signal aborts. */
const createPause = (clock: Clock, signal: AbortSignal) => async (ms: number): Promise<void> => {
	try {
		await clock.sleep(ms, {signal});
	} catch {
		// Told not to wait: the loop ends.
	}
};

const createReport = (runs: ReturnType<typeof createKnownRuns>, refusal: string | undefined, listFailure: string | undefined): CancelReport => {
	const aliveRunIds = runs.getAlive().map(run => run.id);
	const outlivingRunIds = runs.getOutliving();
	const suspectRunIds = runs.getSuspects().map(run => run.id);
	const failure = refusal ?? listFailure;
	const isUnknown = aliveRunIds.length === 0 && listFailure !== undefined;
	return {
		aliveRunIds,
		...(outlivingRunIds.length > 0 && {outlivingRunIds}),
		...(suspectRunIds.length > 0 && {suspectRunIds}),
		...(failure !== undefined && (isUnknown || aliveRunIds.length > 0) && {failure}),
		...(isUnknown && {isUnknown}),
	};
};

/**
Stops everything of an invocation on its platform.

A function that ends while we cancel may still dispatch another, so runs are listed and cancelled until two lists
in a row are empty of live ones, for at most a minute.
*/
export const cancelRun = async (options: CancelRunOptions): Promise<CancelReport> => {
	const {platform, isOver, clock, signal: callersSignal, stopSignal, forceSignal} = options;
	const startedAt = clock.now();
	const ended = new AbortController();
	const stopped = stopSignal === undefined ? ended.signal : AbortSignal.any([stopSignal, ended.signal]);
	const signal = callersSignal === undefined ? stopped : AbortSignal.any([callersSignal, stopped]);
	const pause = createPause(clock, signal);
	const isGivenUp = (): boolean => callersSignal?.aborted === true && !stopped.aborted;
	const requests = createCancelRequests({platform, clock, signal: stopped, isForcing: () => forceSignal?.aborted === true || isGivenUp()});
	const runs = createKnownRuns(options);
	const emptyGapMs = Math.min(platform.pollIntervalMs ?? defaultIntervalMs, longestEmptyGapMs);
	const lists = createRunLists(options, signal, runs.note);

	const askAlive = async (timeoutMs = requestTimeoutMs, until = signal): Promise<void> => {
		const asking = requests.ask(runs.getAlive());
		const timer = new AbortController();
		await Promise.race([asking, createPause(clock, AbortSignal.any([until, timer.signal]))(timeoutMs)]);
		timer.abort();
	};

	const getEndAt = (): number => {
		const limitEndsAt = requests.getBlockedUntil() + lateAfterMs;
		return startedAt + giveUpLateAfterMs >= limitEndsAt ? Math.max(startedAt + giveUpAfterMs, limitEndsAt) : startedAt + giveUpAfterMs;
	};

	const mustGoOn = (): boolean => !signal.aborted && clock.now() < getEndAt();
	const getRoundMs = (emptyCount: number): number => {
		if (emptyCount > 0) {
			return isOver() ? Math.min(emptyGapMs, roundMs / 2) : emptyGapMs;
		}

		return clock.now() - startedAt < lateAfterMs ? roundMs : lateRoundMs;
	};

	/** Between two empty lists the wait ends early when every node turns out to be settled. */
	const pauseRound = async (emptyCount: number): Promise<void> => {
		const until = clock.now() + getRoundMs(emptyCount);
		const mustWait = isOver() ? () => true : () => !isOver();
		do {
			await pause(Math.min(roundMs / 2, until - clock.now()));
		} while (clock.now() < until && mustGoOn() && mustWait());
	};

	const onForce = (): void => {
		void askAlive();
	};

	forceSignal?.addEventListener('abort', onForce);
	await askAlive();
	for (let emptyCount = 0; emptyCount < 2 && mustGoOn();) {
		const isListed = await lists.list();
		emptyCount = isListed && runs.getAlive().length === 0 ? emptyCount + 1 : 0;
		await askAlive();
		if (emptyCount < 2 && mustGoOn()) {
			await pauseRound(emptyCount);
		}
	}

	if (isGivenUp()) {
		await askAlive(lastRequestMs, stopped);
	}

	ended.abort();
	forceSignal?.removeEventListener('abort', onForce);
	return createReport(runs, requests.getFailure(), lists.getFailure());
};

/** Stops everything of a run on its platform; again: waits for the same. With `force` everything is asked by force from now on, also where a cancel is under way. */
export type Cancel = (options: {readonly signal: AbortSignal | undefined; readonly force: boolean}) => Promise<CancelReport>;

type CancelOptions = Pick<CancelRunOptions, 'platform' | 'invocation' | 'since' | 'clock'> & {
	readonly store: WritableRunStore;
	/** Ends the watching, and with it the cancel; aborted when all is cancelled. */
	readonly abort: AbortController;
};

/** Creates what cancels a run that a store shows, and tells the store. */
export const createCancel = ({store, abort, ...options}: CancelOptions): Cancel => {
	const {clock} = options;
	const forcing = new AbortController();
	let cancelling: Promise<CancelReport> | undefined;
	const cancelOnce = async (signal: AbortSignal | undefined): Promise<CancelReport> => {
		store.apply({at: clock.now(), events: [{type: 'run.cancel-requested', at: clock.now()}]});
		const report = await cancelRun({
			...options,
			getRuns: () => store.getSnapshot().platformRuns.values(),
			getNamed: () => listNamedOf(store.getSnapshot()),
			isOurs: run => [...store.getSnapshot().nodes.values()].some(node => node.runIds.includes(run.id)),
			isOver: () => store.getSnapshot().endedAt !== undefined,
			...(signal && {signal}),
			stopSignal: abort.signal,
			forceSignal: forcing.signal,
			onEvents(events) {
				store.apply({at: clock.now(), events});
			},
		});
		store.apply({at: clock.now(), events: [{type: 'run.cancelled', at: clock.now()}]});
		abort.abort();
		return report;
	};

	return async ({signal, force}) => {
		if (force) {
			forcing.abort();
		}

		cancelling ??= cancelOnce(signal);
		return cancelling;
	};
};
