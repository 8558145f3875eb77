import {type Invocation} from '../../core/log/invocation.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type Clock} from '../../ports/clock.js';
import {type Cancel} from './cancel-run.js';

/** One invocation, from its dispatch to the end of watching it. */
export type Session = {
	readonly invocation: Invocation;
	/** Settles when watching has ended: with the verdict, by `stop()`, or rejected with a bug. */
	readonly watching: Promise<void>;
	readonly cancel: Cancel;
	/** Ends the watching; the run goes on. */
	readonly stop: () => Promise<void>;
};

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
const createStartControl = (clock: Clock): StartControl => {
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

type OpenSession = (control: StartControl) => Promise<Session>;

/** The one place that a runner has for a session: empty, being started, going on, or over. */
export class SessionSlot {
	readonly #clock: Clock;
	#control: StartControl;
	#starting: Promise<Session> | undefined;
	#session: Session | undefined;

	constructor(clock: Clock) {
		this.#clock = clock;
		this.#control = createStartControl(clock);
	}

	/** Present while a session is being started; rejects when that fails. */
	get starting(): Promise<Session> | undefined {
		return this.#starting;
	}

	/** The session that was started last. */
	get session(): Session | undefined {
		return this.#session;
	}

	/** Starts a session in place of the last one. */
	async begin(open: OpenSession): Promise<Session> {
		this.#starting = this.#open(open);
		return this.#starting;
	}

	/** Starts a session, or waits for the one that is being started. */
	async join(open: OpenSession): Promise<Session> {
		this.#starting ??= this.#open(open);
		return this.#starting;
	}

	/** Waits for the end of a start, to cancel what came of it; once the signal aborts, not even for that. */
	async settleStart(signal: AbortSignal | undefined): Promise<void> {
		await this.#control.settle(this.#starting, signal);
	}

	/** Resolves when watching has ended; rejects when the start fails, or with a bug. */
	async watched(): Promise<void> {
		await this.#starting;
		await this.#session?.watching;
	}

	/** Ends the watching; the run goes on. */
	async stop(): Promise<void> {
		this.#control.stop();
		await Promise.allSettled([this.#starting]);
		await this.#session?.stop();
	}

	async #open(open: OpenSession): Promise<Session> {
		this.#control = createStartControl(this.#clock);
		try {
			// After its verdict, the last one may still be reading what functions said last.
			await this.#session?.stop();
			this.#session = await open(this.#control);
			return this.#session;
		} finally {
			this.#starting = undefined;
		}
	}
}
