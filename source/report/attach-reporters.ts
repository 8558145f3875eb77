import {type Clock} from '../ports/clock.js';
import {type ReportedResult, type Reporter, type RunFeed} from './reporter.js';

const tickMs = 1000;

/** Reporters that listen to a run. */
export type AttachedReporters = {
	readonly note: (text: string) => void;
	/** Resolves when every reporter has told its end; sooner when `left` resolves. */
	readonly finish: (result: ReportedResult, left?: Promise<void>) => Promise<void>;
	readonly fail: (error: unknown) => void;
	/** Ends the listening. */
	readonly detach: () => void;
};

const tick = async (clock: Clock, signal: AbortSignal, {onTick, onBug}: {readonly onTick: () => void; readonly onBug: (error: unknown) => void}): Promise<void> => {
	try {
		while (!signal.aborted) {
			await clock.sleep(tickMs, {signal});
			onTick();
		}
	} catch (error) {
		if (!signal.aborted) {
			onBug(error);
		}
	}
};

const rethrow = (error: unknown): void => {
	throw error;
};

/** Sends every event of a run to every reporter, in the same order. `onBug` receives what a reporter throws between two events. */
export const attachReporters = ({store, subscribe}: RunFeed, reporters: readonly Reporter[], clock: Clock, onBug: (error: unknown) => void = rethrow): AttachedReporters => {
	const stopped = new AbortController();
	const unsubscribe = subscribe(event => {
		for (const reporter of reporters) {
			reporter.onEvent(event);
		}
	});
	const unsubscribeStore = store.subscribe(() => {
		for (const reporter of reporters) {
			reporter.onChange?.();
		}
	});
	const unsubscribeLogs = store.logs.subscribe(() => {
		for (const reporter of reporters) {
			reporter.onLogs?.();
		}
	});
	void tick(clock, stopped.signal, {
		onTick() {
			for (const reporter of reporters) {
				reporter.onTick?.();
			}
		},
		onBug,
	});

	return {
		note(text) {
			for (const reporter of reporters) {
				reporter.onNote?.(text);
			}
		},
		async finish(result, left) {
			await Promise.all(reporters.map(async reporter => {
				await reporter.onResult(result, left);
			}));
		},
		fail(error) {
			for (const reporter of reporters) {
				reporter.onFailure?.(error);
			}
		},
		detach() {
			stopped.abort(new Error('The reporters were detached'));
			unsubscribe();
			unsubscribeStore();
			unsubscribeLogs();
		},
	};
};
