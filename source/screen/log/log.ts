import {type LogPaneAction, type LogPaneContext, type LogPaneState} from './state.js';

/** The log as its keys see it. */
export type Log = {
	/** The pane as it was drawn last. */
	readonly context: LogPaneContext;
	/** Knows what was dispatched in this same tick. */
	readonly getState: () => LogPaneState;
	readonly dispatch: (action: LogPaneAction) => void;
};
