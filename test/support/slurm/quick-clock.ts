import {setTimeout as wait} from 'node:timers/promises';
import {type Clock} from '../../../source/ports/clock.js';

/** What waits longer is the time-out of a request. */
const timeoutMs = 30_000;

/** A clock whose waits are over at once, while real requests are answered: a time-out is reached only when the test says that answers are missing. */
export const createQuickClock = (at: number) => {
	let now = at;
	let areAnswersExpected = true;
	const sleep: Clock['sleep'] = async (ms, {signal} = {}) => {
		signal?.throwIfAborted();
		if (ms >= timeoutMs) {
			await wait(areAnswersExpected ? timeoutMs : 300, undefined, {...(signal && {signal}), ref: false});
		}

		now += ms;
	};

	return {
		now: () => now,
		sleep,
		advance(ms: number): void {
			now += ms;
		},
		/** False where requests will get no answer: they time out after a moment then. */
		expectAnswers(areExpected: boolean): void {
			areAnswersExpected = areExpected;
		},
	};
};
