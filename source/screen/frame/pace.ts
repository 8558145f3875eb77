import {type RunState} from '../../core/run/run-state.js';

/** How often the screen is drawn while nothing but time goes on. */
export type Pace = {
	/** Absent when nothing moves. */
	readonly intervalMs?: number;
	/** Whether spinners turn; without it only durations move. */
	readonly isSpinning: boolean;
};

/*
A frame costs some milliseconds of a busy core at 160x50, however little has changed: React, Ink's layout, and every line in
view put together. So: five frames a second while a node works and news come, one while only the elapsed time moves or
nothing new has come for long, none when nothing runs.
*/
export const spinnerIntervalMs = 200;
const elapsedIntervalMs = 1000;
/** After so long without news nobody looks at the spinner any more (ms). */
const quietMs = 10_000;
/** After so long a spinner would only pretend that something happens (ms). */
const silentMs = 60_000;

/** Says how often to draw; `sinceNewsMs` is the time since a status or a log changed. */
export const getPace = ({outcome, nodes}: Pick<RunState, 'outcome' | 'nodes'>, sinceNewsMs: number): Pace => {
	if (outcome !== 'RUNNING') {
		return {isSpinning: false};
	}

	const isSpinning = sinceNewsMs < silentMs;
	const isQuiet = sinceNewsMs >= quietMs || ![...nodes.values()].some(({status}) => status === 'RUNNING');
	return {intervalMs: isQuiet ? elapsedIntervalMs : spinnerIntervalMs, isSpinning};
};
