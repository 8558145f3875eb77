import {lookUp} from '../look-up.js';
import {countInvoked} from '../log/count-invoked.js';
import {type Edge} from '../workflow/workflow.js';
import {compareRuns, type RunPlace} from './run-id.js';
import {type NodeState, type RunState} from './run-state.js';
import {isSettled} from './status.js';

/** Whether a predecessor has dispatched a node, never will, or still may. */
export type DispatchFate = 'dispatched' | 'never' | 'open';

const isChosen = (edge: Edge, result: string | undefined): boolean | undefined => {
	if (edge.when === 'always') {
		return true;
	}

	return result === undefined ? undefined : edge.when === result;
};

/** Whether a predecessor is known to have given an answer that leads along none of its edges. */
export const leadsElsewhere = ({log}: NodeState, edges: readonly Edge[]): boolean =>
	(log?.result === 'True' || log?.result === 'False') && edges.every(edge => isChosen(edge, log.result) === false);

/** Tells what became of the edges from one predecessor instance to a node. */
export const getDispatchFate = (from: NodeState, edges: readonly Edge[], target: NodeState): DispatchFate => {
	if (from.log !== undefined && countInvoked(from.log.invoked, target.action) >= (target.rank ?? 1)) {
		return 'dispatched';
	}

	const {result} = from.log ?? {};
	if (from.status === 'COMPLETED') {
		if (edges.some(edge => isChosen(edge, result) === true)) {
			return 'dispatched';
		}

		return edges.some(edge => isChosen(edge, result) === undefined) ? 'open' : 'never';
	}

	return isSettled(from.status) || leadsElsewhere(from, edges) ? 'never' : 'open';
};

/**
Whether a node ended between its marker and its last dispatch, and left no word on how far it came: whom it had dispatched by
then only the platform's list can tell.
*/
export const hasDiedDispatching = ({status, doneAt, log}: NodeState): boolean =>
	(status === 'FAILED' || status === 'CANCELLED')
	&& (doneAt !== undefined || log?.result !== undefined)
	&& ((log?.failure === undefined && log?.dispatchFailure === undefined) || log?.mayBeText === true);

/** Whether a run may have been made by a node's dispatch: one of the node's own runs must be older. Of a node without a known run nothing can be ruled out. */
export const mayHaveMade = ({runIds}: NodeState, run: RunPlace, {platformRuns}: Pick<RunState, 'platformRuns'>): boolean =>
	runIds.length === 0 || runIds.some(id => compareRuns(lookUp(platformRuns, id), run) < 0);
