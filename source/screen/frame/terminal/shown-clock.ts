import {type Clock} from '../../../ports/clock.js';

/** A clock that stands still for whoever waits while nothing of them is shown. */
export type ShownClock = {
	readonly clock: Clock;
	readonly setShown: (isShown: boolean) => void;
};

/** Creates the screen's clock: no spinner turns while the screen is off. */
export const createShownClock = (clock: Clock): ShownClock => {
	const waiting = new Set<() => void>();
	let isShown = true;
	const waitUntilShown = async (signal: AbortSignal | undefined): Promise<void> => new Promise((resolve, reject) => {
		const onAbort = (): void => {
			waiting.delete(go);
			reject(signal?.reason instanceof Error ? signal.reason : new Error('Waiting was aborted'));
		};

		const go = (): void => {
			signal?.removeEventListener('abort', onAbort);
			resolve();
		};

		waiting.add(go);
		signal?.addEventListener('abort', onAbort, {once: true});
	});
	return {
		clock: {
			now: clock.now,
			async sleep(ms, options) {
				await clock.sleep(ms, options);
				if (!isShown) {
					await waitUntilShown(options?.signal);
				}
			},
		},
		setShown(next) {
			isShown = next;
			if (!isShown) {
				return;
			}

			for (const go of waiting) {
				go();
			}

			waiting.clear();
		},
	};
};
