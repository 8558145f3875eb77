import {type Clock} from '../../ports/clock.js';

/** A clock of the recorded time, and how its readers' pauses pass. */
export type ReplayClock = Clock & {
	/** For what draws and ticks: the recorded time, but pauses of the reader's own time. */
	readonly screen: Clock;
};

/** Recorded time that passes `speed` times as fast as `clock`, from `from` to `until`, where it stands still. */
export const createPacedClock = (clock: Clock, {from, until, speed}: {readonly from: number; readonly until: number; readonly speed: number}): ReplayClock => {
	const startedAt = clock.now();
	const now = (): number => Math.min(until, from + ((clock.now() - startedAt) * speed));
	return {
		now,
		sleep: async (ms, options) => clock.sleep(Math.max(0, ms) / speed, options),
		screen: {now, sleep: clock.sleep},
	};
};

/** Recorded time that jumps: nobody waits, and it is always the time of the event that is told. */
export const createInstantClock = (from: number): ReplayClock => {
	let time = from;
	const never: Clock['sleep'] = async (_ms, {signal} = {}) => new Promise((_resolve, reject) => {
		signal?.addEventListener('abort', () => {
			reject(signal.reason instanceof Error ? signal.reason : new Error('The replay was ended'));
		}, {once: true});
	});
	const now = (): number => time;
	return {
		now,
		async sleep(ms, {signal} = {}) {
			signal?.throwIfAborted();
			time += Math.max(0, ms);
		},
		screen: {now, sleep: never},
	};
};
