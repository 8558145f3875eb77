import {type Workflow} from '../workflow/workflow.js';
import {createRunState} from './create-run-state.js';
import {type RunEvent} from './events.js';
import {type Invocation} from './invocation.js';
import {parseTimestamp} from './parse-timestamp.js';
import {reduce} from './reduce.js';
import {type RunState} from './run-state.js';

/** What one look at an invocation showed, some of it with the time its object was written. */
export type SeenFacts = {
	readonly workflow: Workflow;
	readonly invocation: Invocation;
	readonly timeoutMs: number;
	/** Everything that was seen; the times in the events do not count. */
	readonly events: readonly RunEvent[];
	/** When the object behind an event was last written (ms, by the bucket's clock). */
	readonly getWrittenAt: (event: RunEvent) => number | undefined;
	/** When it was looked. */
	readonly now: number;
};

/** A marker without a word about the end is believed after a pause; for what was written long ago it is over. */
const pauseMs = 6000;

const isDated = (event: RunEvent): boolean => event.type === 'log.observed' || event.type === 'done.appeared';

/** By how much a bucket's clock must be put right so that nothing was written before the run began, nor later than now. */
const getShiftMs = (times: readonly number[], {triggeredAt, now}: {readonly triggeredAt: number; readonly now: number}): number => {
	const sorted = times.toSorted((a, b) => a - b);
	return Math.min(now - (sorted.at(-1) ?? now), Math.max(0, triggeredAt - (sorted[0] ?? triggeredAt)));
};

/**
The state of an invocation that began before it was watched, as if it had been watched: each fact in its order and at its time.

So the times of nodes and of the run are those of their objects, and a run that was left alone long ago has not had news since.
A platform run that is alive is news of now.
*/
export const replayFacts = ({workflow, invocation, timeoutMs, events, getWrittenAt, now}: SeenFacts): RunState => {
	const triggeredAt = Math.min(now, parseTimestamp(invocation.timestamp) ?? now);
	const shiftMs = getShiftMs(events.flatMap(event => isDated(event) ? getWrittenAt(event) ?? [] : []), {triggeredAt, now});
	const dated = events.filter(event => isDated(event))
		.map(event => ({...event, at: Math.max(triggeredAt, Math.min(now, (getWrittenAt(event) ?? now) + shiftMs))}))
		.toSorted((a, b) => a.at - b.at);
	const lastAt = dated.at(-1)?.at ?? triggeredAt;
	const runs = events.filter(event => event.type === 'platform-run.observed');
	const isAlive = runs.some(({run}) => run.status !== 'completed');
	const restAt = isAlive ? now : lastAt;
	const batches = [
		{at: triggeredAt, events: [{type: 'run.triggered', at: triggeredAt, invocation} satisfies RunEvent]},
		...dated.map(event => ({at: event.at, events: [event]})),
		{at: restAt + 1, events: [...runs.map(event => ({...event, at: restAt})), {type: 'bucket.listed', at: restAt + 1} satisfies RunEvent]},
		{at: Math.max(restAt + 1, Math.min(now, restAt + pauseMs)), events: [{type: 'bucket.listed', at: Math.max(restAt + 1, now)} satisfies RunEvent]},
	];
	let state = createRunState(workflow, Number.POSITIVE_INFINITY);
	for (const batch of batches) {
		state = reduce(state, batch);
	}

	return {...state, timeoutMs};
};
