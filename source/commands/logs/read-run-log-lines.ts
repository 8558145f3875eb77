import {takeOmitted} from '../../core/log/omitted-lines.js';
import {type Invocation} from '../../core/log/invocation.js';
import {type PlatformRun} from '../../core/run/platform-run.js';
import {type WorkflowNode} from '../../core/workflow/workflow.js';
import {listKnownRuns} from '../../run/history/list-known-runs.js';
import {type Platform} from '../../ports/platform.js';
import {compareRuns} from '../../core/run/run-id.js';

const wholeLogBytes = 268_435_456;

/** Gives the lines of the log of a node's latest platform run; none where the platform has no such log, or nothing tells which rank's a run is. */
export const createRunLogLines = (platform: Platform, invocation: Invocation) => {
	let listing: Promise<{readonly runs: readonly PlatformRun[]}> | undefined;
	return async ({action, rank}: WorkflowNode): Promise<readonly string[]> => {
		listing ??= listKnownRuns(platform, invocation);
		const {runs} = await listing;
		const run = runs.filter(one => one.action === action && one.rank === rank).toSorted(compareRuns).at(-1);
		const text = run && await platform.readRunLog(run.id, {maxBytes: wholeLogBytes});
		return text === undefined ? [] : takeOmitted(text.replace(/\n$/u, '').split('\n')).lines;
	};
};
