import {FaasrTuiError} from '../errors/faasr-tui-error.js';
import {type Clock} from '../ports/clock.js';
import {type Cloud} from '../ports/cloud.js';

/** How long a cancel waits for the answer to a dispatch (ms). */
const dispatchPatienceMs = 5000;

type StartControl = {
	/** Ends the waiting for the answer to the dispatch. */
	readonly startSignal: AbortSignal;
	/** Ends it as well, but what the dispatch may have started is looked for. */
	readonly hurrySignal: AbortSignal;
	/** Checks whether the run can work; gives one sentence for each surprise. */
	readonly check: (cloud: Cloud) => Promise<readonly string[]>;
	/** Waits for the end of the start, to cancel what came of it; once the signal aborts, not even for that. */
	readonly settle: (starting: Promise<unknown> | undefined, signal: AbortSignal | undefined) => Promise<void>;
};

/** Creates what can end the start of a run: while it is checked at once, while its dispatch is unanswered after a moment. */
export const createStartControl = (clock: Clock): StartControl => {
	const abort = new AbortController();
	const hurry = new AbortController();
	let isChecking = false;

	const giveUp = (): void => {
		abort.abort(new FaasrTuiError('Interrupted before anything was started.', {code: 'cancelled', hint: 'Trigger the workflow again.'}));
	};

	const hurryLater = async (signal: AbortSignal): Promise<void> => {
		try {
			await clock.sleep(dispatchPatienceMs, {signal});
			hurry.abort();
		} catch {
			// The answer came first.
		}
	};

	return {
		startSignal: abort.signal,
		hurrySignal: hurry.signal,
		async check({checkBeforeTrigger}) {
			isChecking = true;
			try {
				abort.signal.throwIfAborted();
				const messages = await checkBeforeTrigger?.({signal: abort.signal}) ?? [];
				abort.signal.throwIfAborted();
				return messages;
			} finally {
				isChecking = false;
			}
		},
		async settle(starting, signal) {
			// Nothing was sent yet that could have started anything.
			if (isChecking) {
				giveUp();
			}

			signal?.addEventListener('abort', giveUp);
			const settled = new AbortController();
			void hurryLater(settled.signal);
			try {
				await starting;
			} finally {
				settled.abort();
				signal?.removeEventListener('abort', giveUp);
			}
		},
	};
};
