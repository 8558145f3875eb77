import {type Invocation} from '../../core/log/invocation.js';
import {describeStrangers} from '../../core/run/find-strangers.js';
import {type NodeState, type RunState} from '../../core/run/run-state.js';
import {type Outcome} from '../../core/run/status.js';
import {type CommandEnd, decideExitCode} from '../../ports/errors/decide-exit-code.js';

/** How a run ended. A failed workflow is a result, not an exception. */
export type RunResult = {
	readonly outcome: Outcome;
	/** What `faasr-tui --ci` exits with. */
	readonly exitCode: number;
	readonly invocation?: Invocation;
	/** From the trigger to the verdict. */
	readonly durationMs: number;
	/** Every node, in graph order. */
	readonly nodes: readonly NodeState[];
	/** Why the outcome is not all there is to say, one sentence each: the document does not describe the run. Absent without any. */
	readonly warnings?: readonly string[];
};

/** What a run decides of the exit code. */
export const getRunEnd = ({outcome, watchFailures}: RunState): Required<Pick<CommandEnd, 'isUnwatched'>> & {readonly outcome: Outcome} =>
	({outcome, isUnwatched: Object.keys(watchFailures).length > 0});

/** The result of a state, final or not. */
export const getRunResult = (state: RunState, now: number): RunResult => {
	const strangers = describeStrangers(state);
	return {
		outcome: state.outcome,
		exitCode: decideExitCode(getRunEnd(state)),
		...(state.invocation && {invocation: state.invocation}),
		durationMs: state.triggeredAt === undefined ? 0 : (state.endedAt ?? now) - state.triggeredAt,
		nodes: [...state.nodes.values()],
		...(strangers !== undefined && {warnings: [strangers]}),
	};
};
