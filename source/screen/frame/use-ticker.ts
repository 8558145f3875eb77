import {useEffect, useState} from 'react';
import {type Clock} from '../../ports/clock.js';

/**
Returns the time, again every `intervalMs`; without an interval, only when something else draws.

The only clock of the screen: spinners and durations move together, in one frame.
*/
export const useTicker = (clock: Clock, intervalMs: number | undefined): number => {
	const [, setTickedAt] = useState(0);
	useEffect(() => {
		if (intervalMs === undefined) {
			return;
		}

		const controller = new AbortController();
		void tick(clock, intervalMs, controller.signal, setTickedAt);
		return () => {
			controller.abort();
		};
	}, [clock, intervalMs]);
	return clock.now();
};

const tick = async (clock: Clock, intervalMs: number, signal: AbortSignal, onTick: (now: number) => void): Promise<void> => {
	try {
		while (!signal.aborted) {
			await clock.sleep(intervalMs, {signal});
			onTick(clock.now());
		}
	} catch {
		// A sleep ends early only when the signal aborts.
	}
};
