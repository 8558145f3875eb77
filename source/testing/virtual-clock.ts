import {type Clock} from '../ports/clock.js';

type Sleeper = {readonly wakeAt: number; readonly wake: () => void};

/** A clock whose time passes only when told. */
export type VirtualClock = Clock & {
	/** Lets time pass, waking sleepers in the order of their time and giving each the chance to work before the next. */
	readonly advance: (ms: number) => Promise<void>;
	/** How many are asleep. */
	readonly sleeperCount: () => number;
};

/** Lets everything that is ready run: promise callbacks, and I/O that is done. */
const letWork = async (): Promise<void> => new Promise(resolve => {
	setImmediate(resolve);
});

/** Creates a clock that stands at `startAt` (ms since the epoch, default 0) until it is advanced. */
export const createVirtualClock = (startAt = 0): VirtualClock => {
	let now = startAt;
	const sleepers = new Set<Sleeper>();

	const sleep: Clock['sleep'] = async (ms, {signal} = {}) => {
		signal?.throwIfAborted();
		return new Promise((resolve, reject) => {
			const onAbort = (): void => {
				sleepers.delete(sleeper);
				reject(signal?.reason instanceof Error ? signal.reason : new Error('The sleep was aborted'));
			};

			const sleeper: Sleeper = {
				wakeAt: now + Math.max(0, ms),
				wake() {
					sleepers.delete(sleeper);
					signal?.removeEventListener('abort', onAbort);
					resolve();
				},
			};
			sleepers.add(sleeper);
			signal?.addEventListener('abort', onAbort, {once: true});
		});
	};

	const getNext = (until: number): Sleeper | undefined => [...sleepers]
		.filter(sleeper => sleeper.wakeAt <= until)
		.toSorted((a, b) => a.wakeAt - b.wakeAt)[0];

	return {
		now: () => now,
		sleep,
		sleeperCount: () => sleepers.size,
		async advance(ms) {
			const until = now + ms;
			await letWork();
			for (let next = getNext(until); next !== undefined; next = getNext(until)) {
				now = Math.max(now, next.wakeAt);
				next.wake();
				await letWork();
			}

			now = until;
			await letWork();
		},
	};
};
