import {setTimeout as delay} from 'node:timers/promises';
import {type Clock} from '../clock.js';

/** The machine's clock. A sleep alone does not keep the process alive past its signal. */
export const systemClock: Clock = {
	now: () => Date.now(),
	async sleep(ms, {signal} = {}) {
		try {
			await delay(ms, undefined, signal === undefined ? {} : {signal});
		} catch (error) {
			signal?.throwIfAborted();
			throw error;
		}
	},
};
