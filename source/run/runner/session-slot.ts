import {type Clock} from '../../ports/clock.js';
import {createStartControl, type StartControl} from './start-control.js';
import {type Session} from './start-session.js';

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
