import {type Clock} from '../../../source/ports/clock.js';

/** Something that happens at a time. Of two at the same time the one that was planned first comes first. */
type Event = {readonly at: number; readonly order: number; readonly happen: () => void; readonly isOurs: boolean; isOff: boolean};

/** One line of time on which the model's events and the sleeps of the program under test take their turns; it never waits. */
export type Timeline = {
	readonly now: () => number;
	/** Plans an event of the model, so many milliseconds from now. */
	readonly after: (ms: number, happen: () => void) => void;
	/** The program's clock, `skewMs` ahead of the model's. */
	readonly createClock: (skewMs: number) => Clock;
	/** Lets time pass until the condition holds after an event; false when nothing is planned any more, or `untilMs` is past. */
	readonly runUntil: (isOver: () => boolean, untilMs: number) => Promise<boolean>;
};

const isBefore = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** A heap: the earliest event is its first. */
const createQueue = () => {
	const heap: Event[] = [];
	const swap = (a: number, b: number): void => {
		[heap[a], heap[b]] = [heap[b]!, heap[a]!];
	};

	return {
		add(event: Event): void {
			let index = heap.push(event) - 1;
			for (let parent = Math.floor((index - 1) / 2); index > 0 && isBefore(heap[index]!, heap[parent]!); parent = Math.floor((index - 1) / 2)) {
				swap(index, parent);
				index = parent;
			}
		},
		take(): Event | undefined {
			const [first] = heap;
			const last = heap.pop();
			if (heap.length === 0 || last === undefined) {
				return first;
			}

			heap[0] = last;
			for (let index = 0; ;) {
				let least = index;
				for (const child of [(2 * index) + 1, (2 * index) + 2]) {
					if (child < heap.length && isBefore(heap[child]!, heap[least]!)) {
						least = child;
					}
				}

				if (least === index) {
					return first;
				}

				swap(index, least);
				index = least;
			}
		},
	};
};

/** Lets the program do everything that it can do without time passing: its promises are all settled by the next turn of Node's loop. */
const letWork = async (): Promise<void> => new Promise(resolve => {
	setImmediate(resolve);
});

/** Creates a line of time that stands at `startAt` (ms since the epoch). */
export const createTimeline = (startAt: number): Timeline => {
	let now = startAt;
	let count = 0;
	const queue = createQueue();

	const plan = (ms: number, happen: () => void, isOurs: boolean): Event => {
		const event = {at: now + Math.max(0, ms), order: count++, happen, isOurs, isOff: false};
		queue.add(event);
		return event;
	};

	const sleep: Clock['sleep'] = async (ms, {signal} = {}) => {
		signal?.throwIfAborted();
		return new Promise((resolve, reject) => {
			const onAbort = (): void => {
				event.isOff = true;
				reject(signal?.reason instanceof Error ? signal.reason : new Error('The sleep was aborted'));
			};

			const event = plan(ms, () => {
				signal?.removeEventListener('abort', onAbort);
				resolve();
			}, false);
			signal?.addEventListener('abort', onAbort, {once: true});
		});
	};

	return {
		now: () => now,
		after(ms, happen) {
			plan(ms, happen, true);
		},
		createClock: skewMs => ({now: () => now + skewMs, sleep}),
		async runUntil(isOver, untilMs) {
			await letWork();
			while (!isOver()) {
				const event = queue.take();
				if (event === undefined || event.at > untilMs) {
					return false;
				}

				if (!event.isOff) {
					now = event.at;
					event.happen();
					if (!event.isOurs) {
						await letWork();
					}
				}
			}

			return true;
		},
	};
};
