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
		const tick = async () => {
			while (!controller.signal.aborted) {
				await clock.sleep(intervalMs, {signal: controller.signal});
				setTickedAt(clock.now());
			}
		};

		tick().catch(() => {
			// The only way a sleep ends early is the abort below.
		});
		return () => {
			controller.abort();
		};
	}, [clock, intervalMs]);
	return clock.now();
};
