import {type Invocation} from '../../core/log/invocation.js';
import {describeStrangers} from '../../core/run/find-strangers.js';
import {type NodeState, type RunState} from '../../core/run/run-state.js';
import {type Outcome} from '../../core/run/status.js';
import {exitCodes} from '../../ports/errors/exit-codes.js';

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

/** The exit code of a run: what could not be watched until the timeout is not a run that timed out. */
export const getExitCode = ({outcome, watchFailures}: RunState): number => {
	switch (outcome) {
		case 'COMPLETED': {
			return exitCodes.completed;
		}

		case 'FAILED': {
			return exitCodes['function-failed'];
		}

		case 'TIMEOUT': {
			return Object.keys(watchFailures).length === 0 ? exitCodes['timed-out'] : exitCodes.unreachable;
		}

		case 'CANCELLED': {
			return exitCodes.cancelled;
		}

		case 'IDLE':
		case 'RUNNING': {
			return exitCodes['timed-out'];
		}
	}
};

/** The result of a state, final or not. */
export const getRunResult = (state: RunState, now: number): RunResult => {
	const strangers = describeStrangers(state);
	return {
		outcome: state.outcome,
		exitCode: getExitCode(state),
		...(state.invocation && {invocation: state.invocation}),
		durationMs: state.triggeredAt === undefined ? 0 : (state.endedAt ?? now) - state.triggeredAt,
		nodes: [...state.nodes.values()],
		...(strangers !== undefined && {warnings: [strangers]}),
	};
};
