import {nodeId} from '../workflow/node-id.js';
import {type RunEvent} from './events.js';

/** A log or a marker as it was seen. */
export type Dated = Extract<RunEvent, {type: 'log.observed' | 'done.appeared'}>;

const isDated = (event: RunEvent): event is Dated => event.type === 'log.observed' || event.type === 'done.appeared';

export type DateObjectsOptions = {
	readonly events: readonly RunEvent[];
	/** When the object behind an event was last written (ms, by the bucket's clock). */
	readonly getWrittenAt: (event: RunEvent) => number | undefined;
	/** When the run began, and when it was looked (ms, by our clock). */
	readonly startedAt: number;
	readonly now: number;
};

/** Platforms tell whole seconds: what ended in one may have written until its end (ms). */
const lastOfSecond = 999;

/** From when to when a node can have written: from the creation of its oldest run to the end of its last, as far as the platform tells. */
const getSpan = (node: string, {events, startedAt, now}: DateObjectsOptions): {readonly from: number; readonly to: number} => {
	const runs = events.flatMap(event => event.type === 'platform-run.observed' && event.run.isGuess !== true && nodeId(event.run.action, event.run.rank) === node ? [event.run] : []);
	return runs.length === 0
		? {from: startedAt, to: now}
		: {
			from: Math.max(startedAt, Math.min(...runs.map(({createdAt = startedAt}) => createdAt))),
			to: Math.min(now, Math.max(...runs.map(({endedAt = now}) => endedAt + lastOfSecond))),
		};
};

/** By how much the bucket's clock must be put right so that nothing was written before it could be, nor later. */
const getShiftMs = (objects: readonly Dated[], options: DateObjectsOptions): number => {
	const written = objects.flatMap(event => {
		const at = options.getWrittenAt(event);
		return at === undefined ? [] : [{at, ...getSpan(event.node, options)}];
	});
	return written.length === 0 ? 0 : Math.min(...written.map(({at, to}) => to - at), Math.max(0, ...written.map(({at, from}) => from - at)));
};

/** Logs and markers, each at the time it was written by our clock, to which the platform's times have been converted; the bucket's may go wrong by minutes. */
export const dateObjects = (options: DateObjectsOptions): readonly Dated[] => {
	const {events, getWrittenAt, startedAt, now} = options;
	const objects = events.filter(event => isDated(event));
	const shiftMs = getShiftMs(objects, options);
	return objects.map(event => ({...event, at: Math.max(startedAt, Math.min(now, (getWrittenAt(event) ?? now) + shiftMs))}));
};
