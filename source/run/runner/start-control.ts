import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type Clock} from '../../ports/clock.js';

/** How long a cancel waits for the answer to a dispatch (ms). */
const dispatchTimeoutMs = 5000;

/** What can end the start of a run. */
export type StartControl = {
	/** Aborts with a cancel: nothing more is to be started. */
	readonly cancelSignal: AbortSignal;
	/** Aborts when nobody watches any more: what only waits ends. */
	readonly stopSignal: AbortSignal;
	readonly stop: () => void;
	/** For dispatches: `signal` aborts when nobody waits for their answers, `hurrySignal` when what they may have started is to be looked for. */
	readonly dispatchOptions: {readonly signal: AbortSignal; readonly hurrySignal: AbortSignal};
	/** Does work that starts nothing yet: a cancel ends it at once. Throws a `FaasrTuiError` with the code `cancelled` then. */
	readonly prepare: <Result>(work: (signal: AbortSignal) => Promise<Result>) => Promise<Result>;
	/** Waits for the end of the start, to cancel what came of it; once the signal aborts, not even for that. */
	readonly settle: (starting: Promise<unknown> | undefined, signal: AbortSignal | undefined) => Promise<void>;
};

/** Creates what can end the start of a run: while it is prepared at once, while its dispatch is unanswered after a moment. */
export const createStartControl = (clock: Clock): StartControl => {
	const cancel = new AbortController();
	const abort = new AbortController();
	const hurry = new AbortController();
	const stop = new AbortController();

	const giveUp = (): void => {
		abort.abort();
	};

	const hurryLater = async (signal: AbortSignal): Promise<void> => {
		try {
			await clock.sleep(dispatchTimeoutMs, {signal});
			hurry.abort();
		} catch {
			// The answer came first.
		}
	};

	return {
		cancelSignal: cancel.signal,
		stopSignal: stop.signal,
		stop() {
			stop.abort(new FaasrTuiError('The run was not watched any longer.', {code: 'cancelled', hint: 'Watch it again when you like.'}));
		},
		dispatchOptions: {signal: abort.signal, hurrySignal: hurry.signal},
		async prepare(work) {
			cancel.signal.throwIfAborted();
			const result = await work(cancel.signal);
			cancel.signal.throwIfAborted();
			return result;
		},
		async settle(starting, signal) {
			cancel.abort(new FaasrTuiError('Interrupted before anything was started.', {code: 'cancelled', hint: 'Start it again when you like.'}));
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
