import {type LogRow} from './log-rows.js';

/** Where the log pane looks. */
export type LogPaneState = {
	/** Number of the line at the top while scrolled away from the end; absent while following it. */
	readonly top?: number;
	/** Number of the last line there was when following stopped. */
	readonly seenUpTo: number;
};

/** The pane as it is when something happens: its filtered lines and its height. */
export type LogPaneContext = {
	readonly rows: readonly LogRow[];
	readonly height: number;
};

export type LogPaneAction =
	| {readonly type: 'scroll'; readonly by: number; readonly context: LogPaneContext}
	| {readonly type: 'toggle-follow'; readonly context: LogPaneContext}
	| {readonly type: 'follow'};

export const initialLogPaneState: LogPaneState = {seenUpTo: -1};

/** Finds the first row with this number or a later one. */
const findRow = (rows: readonly LogRow[], number: number): number => {
	let low = 0;
	let high = rows.length;
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if ((rows[middle]?.number ?? Number.POSITIVE_INFINITY) < number) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}

	return low;
};

/** What of the log is in view. */
export type LogWindow = {
	readonly start: number;
	readonly end: number;
	readonly isFollowing: boolean;
	/** Lines that have come since following stopped. */
	readonly newCount: number;
};

/** Computes the rows in view. Lines that are dropped or added leave a scrolled view where it is. */
export const getLogWindow = ({top, seenUpTo}: LogPaneState, {rows, height}: LogPaneContext): LogWindow => {
	const lastStart = Math.max(0, rows.length - height);
	const start = top === undefined ? lastStart : Math.min(findRow(rows, top), lastStart);
	return {
		start,
		end: Math.min(rows.length, start + height),
		isFollowing: top === undefined,
		newCount: top === undefined ? 0 : rows.length - findRow(rows, seenUpTo + 1),
	};
};

const pauseAt = (state: LogPaneState, {rows}: LogPaneContext, start: number): LogPaneState => ({
	top: rows[start]?.number ?? 0,
	seenUpTo: state.top === undefined ? rows.at(-1)?.number ?? -1 : state.seenUpTo,
});

/** Answers one movement in the log: scrolling up stops following, reaching the end again resumes it. */
export const reduceLogPane = (state: LogPaneState, action: LogPaneAction): LogPaneState => {
	switch (action.type) {
		case 'scroll': {
			const {context, by} = action;
			const {start} = getLogWindow(state, context);
			const lastStart = Math.max(0, context.rows.length - context.height);
			const next = Math.max(0, Math.min(start + by, lastStart));
			if (by > 0 && next === lastStart) {
				return initialLogPaneState;
			}

			return next === start ? state : pauseAt(state, context, next);
		}

		case 'toggle-follow': {
			return state.top === undefined
				? pauseAt(state, action.context, getLogWindow(state, action.context).start)
				: initialLogPaneState;
		}

		case 'follow': {
			return initialLogPaneState;
		}
	}
};
