import {type RunState} from '../../core/run/run-state.js';
import {type StoreAccess} from '../../ports/cloud.js';
import {type LogEntry} from '../../run/runner/log-entry.js';
import {type AssertionReport} from './assertion-report.js';

/** Set in the environment of a test file that runs beside a workflow: there is a run to attach to. */
export const attachVariable = 'FAASR_TUI_ATTACH';

/** The messages to a test file over its channel; none of them is ever on a command line. */
export type RunMessage =
	/** The answer to `attach`: everything so far. */
	| {
		readonly type: 'faasr-tui.attached';
		/** The question's. */
		readonly id: number;
		readonly state: RunState;
		readonly entries: readonly LogEntry[];
		readonly defaultStore: StoreAccess;
		readonly secrets: readonly string[];
	}
	/** The answer to `attach` when another document is asked for. */
	| {readonly type: 'faasr-tui.refused'; readonly id: number}
	/** The workflow itself does not change. */
	| {readonly type: 'faasr-tui.changed'; readonly state: Omit<RunState, 'workflow'>}
	| {readonly type: 'faasr-tui.logged'; readonly entries: readonly LogEntry[]};

/** What a test file says. */
export type TestMessage =
	| {readonly type: 'faasr-tui.attach'; readonly id: number; readonly workflowFile: string | undefined}
	| {readonly type: 'faasr-tui.asserted'; readonly report: AssertionReport};

/** Test frameworks use the channel, too: their messages are not ours. */
export const isMessage = (message: unknown): message is {readonly type: string} => {
	const type = (message as {readonly type?: unknown} | undefined)?.type;
	return typeof type === 'string' && type.startsWith('faasr-tui.');
};
