import {type PlatformRun} from '../../core/run/platform-run.js';
import {isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {describeError} from '../monitor/describe-error.js';
import {forEachAtMost} from '../monitor/for-each-at-most.js';
import {getRetryDelayMs} from '../monitor/get-retry-delay.js';
import {type Clock} from '../../ports/clock.js';
import {type Platform} from '../../ports/platform.js';
import {type RunId} from '../../core/run/run-id.js';

/** How long a run may ignore a cancel before it is force-cancelled (ms; GitHub's own grace is 10 s). */
const forceAfterMs = 15_000;

/** Cancels under way at once: a hundred runs are asked within 2 s, and GitHub's secondary limit is far. */
const parallelCount = 10;

/** What was asked of a run. */
type Request = {
	/** When a cancel was first tried. */
	readonly firstAt: number;
	readonly isAccepted: boolean;
	readonly isForced: boolean;
};

export type CancelRequestsOptions = {
	readonly platform: Platform;
	readonly clock: Clock;
	readonly signal: AbortSignal;
	/** True once nothing is asked plainly any more. */
	readonly isForcing: () => boolean;
};

const waitsForNothing = Number.NEGATIVE_INFINITY;

/** With what only the user can do about a token that may not cancel. */
const describeFailure = (error: unknown): string => {
	const message = describeError(error);
	return isFaasrTuiError(error) && error.code === 'credentials' && error.hint !== undefined ? `${message} ${error.hint}` : message;
};

/** Cancels runs: each once, by force if it ignores that, and again if the platform did not accept the request. */
export const createCancelRequests = ({platform, clock, signal, isForcing}: CancelRequestsOptions) => {
	const requests = new Map<RunId, Request>();
	/** By force or not. */
	const pending = new Map<RunId, boolean>();
	let blockedUntil = waitsForNothing;
	let failure: string | undefined;

	const send = async (id: RunId, force: boolean): Promise<void> => {
		const request = requests.get(id) ?? {firstAt: clock.now(), isAccepted: false, isForced: false};
		requests.set(id, request);
		pending.set(id, force);
		try {
			await platform.cancel(id, {signal, force});
			requests.set(id, {...request, isAccepted: true, isForced: request.isForced || force});
		} catch (error) {
			if (!signal.aborted) {
				failure = describeFailure(error);
				if (isFaasrTuiError(error) && error.rateLimit !== undefined) {
					blockedUntil = Math.max(blockedUntil, clock.now() + (error.rateLimit.waitMs ?? getRetryDelayMs(error, 1, 0)));
				}
			}
		} finally {
			if (pending.get(id) === force) {
				pending.delete(id);
			}
		}
	};

	/** By force, plainly, or not at all. */
	const choose = (id: RunId): boolean | undefined => {
		const request = requests.get(id);
		const isPending = pending.get(id);
		// A request without an answer does not keep the user's last word waiting.
		if (isPending === true || (isPending === false && !isForcing()) || request?.isForced === true || clock.now() < blockedUntil) {
			return undefined;
		}

		const isIgnored = isForcing() || (request !== undefined && clock.now() - request.firstAt >= forceAfterMs);
		return isIgnored || request?.isAccepted !== true ? isIgnored : undefined;
	};

	return {
		/** Resolves when every request has its answer. */
		async ask(runs: Iterable<PlatformRun>): Promise<void> {
			const due = [...runs].flatMap(({id}) => {
				const force = choose(id);
				return force === undefined ? [] : [{id, force}];
			});
			await forEachAtMost(parallelCount, due, async ({id, force}) => send(id, force));
		},
		/** When the limit ends that refused one of them. */
		getBlockedUntil: () => blockedUntil,
		/** Why the platform last refused, one sentence. */
		getFailure: () => failure,
	};
};
