import {useEffect} from 'react';
import {type LogView} from '../components/log-pane/log-view.js';
import {type Clock} from '../../ports/clock.js';

export type LogWork = {
	readonly isWorking: boolean;
	/** Draws again. */
	readonly onProgress: () => void;
};

// Often enough to see it go on; each frame costs more than a slice of the work.
const drawIntervalMs = 200;

/** Goes on through a long log, a slice at each turn of the event loop, so that keys are answered meanwhile. */
export const useLogWork = (view: LogView, clock: Clock, {isWorking, onProgress}: LogWork): void => {
	useEffect(() => {
		if (!isWorking) {
			return;
		}

		let drawnAt = clock.now();
		const work = (): void => {
			const isUnfinished = view.work();
			if (isUnfinished) {
				next = setImmediate(work);
			}

			if (!isUnfinished || clock.now() - drawnAt >= drawIntervalMs) {
				drawnAt = clock.now();
				onProgress();
			}
		};

		let next = setImmediate(work);
		return () => {
			clearImmediate(next);
		};
	}, [view, clock, isWorking, onProgress]);
};
