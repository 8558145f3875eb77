import {type Clock} from '../../ports/clock.js';
import {type RunStore} from '../../run/runner/run-store.js';
import {spinnerIntervalMs} from './pace.js';

/** News of the run, told no more often than they can be read. */
export type PacedNews = {
	/** The same run: its readers hear of what is new at once, or some time after the frame before. */
	readonly store: RunStore;
	/** A frame was drawn of all there is. */
	readonly noteFrame: () => void;
	/** Tells nothing any more. */
	readonly close: () => void;
};

type Subscribe = (onChange: () => void) => () => void;

// A little more than the spinner's turn: where it turns, news come with its frame and cost none of their own.
const newsIntervalMs = spinnerIntervalMs * 1.25;

const createTeller = (clock: Clock, signal: AbortSignal) => {
	const waiting = new Set<() => void>();
	let drawnAt = Number.NEGATIVE_INFINITY;
	let isAsleep = false;
	// None after the machine's clock was set back: that must not hold news up.
	const getPauseMs = (): number => clock.now() < drawnAt ? 0 : drawnAt + newsIntervalMs - clock.now();
	const tellWaiting = (): void => {
		const listeners = [...waiting];
		waiting.clear();
		for (const listener of listeners) {
			listener();
		}
	};

	const tellLater = async (): Promise<void> => {
		isAsleep = true;
		try {
			// Once more only for a frame drawn meanwhile: in a replay the time itself stands still at the end.
			for (let sleptFor: number | undefined; waiting.size > 0 && sleptFor !== drawnAt;) {
				sleptFor = drawnAt;
				await clock.sleep(getPauseMs(), {signal});
			}

			tellWaiting();
		} catch {
			// A sleep ends early only when the signal aborts.
		} finally {
			isAsleep = false;
		}
	};

	return {
		waiting,
		hear(listener: () => void): void {
			if (getPauseMs() <= 0) {
				listener();
				return;
			}

			waiting.add(listener);
			if (!isAsleep) {
				void tellLater();
			}
		},
		noteFrame(): void {
			drawnAt = clock.now();
			waiting.clear();
		},
	};
};

/** Lets a run whose news come in quick succession be drawn a few times a second. Keys are not concerned: their frames show all that is new. */
export const paceNews = (store: RunStore, clock: Clock): PacedNews => {
	const closing = new AbortController();
	const {waiting, hear, noteFrame} = createTeller(clock, closing.signal);
	const pace = (subscribe: Subscribe): Subscribe => listener => {
		// The same reader may listen to several things: each of them is told apart.
		const tell = (): void => {
			listener();
		};

		const stop = subscribe(() => {
			hear(tell);
		});
		return () => {
			waiting.delete(tell);
			stop();
		};
	};

	return {
		store: {...store, subscribe: pace(store.subscribe), logs: {...store.logs, subscribe: pace(store.logs.subscribe)}},
		noteFrame,
		close() {
			closing.abort();
		},
	};
};
