import {deriveNodes} from './derive-nodes.js';
import {type Batch} from './events.js';
import {recordFacts} from './record-facts.js';
import {type RunState} from './run-state.js';
import {settleRun} from './settle-run.js';

/**
Takes one poll's batch into a run's state: records its facts, gives each node its status once, and ends the run when it is over.

The same batch twice gives the same object back; the order of events inside a batch does not matter; a settled node never
changes; when the run ends every node is settled.
*/
export const reduce = (state: RunState, batch: Batch): RunState => {
	if (state.endedAt !== undefined) {
		return state;
	}

	const recorded = recordFacts(state, batch);
	if (recorded.state.triggeredAt === undefined) {
		return recorded.state;
	}

	return settleRun(deriveNodes(state, recorded, batch), batch.at, recorded.isCancelComplete);
};
