import {deriveNodes} from './derive-nodes.js';
import {type Batch} from './events.js';
import {readTrailingLines} from './trailing-lines.js';
import {noteCauses} from './note-causes.js';
import {recordFacts} from './record-facts.js';
import {type RunState, type TriggeredRun} from './run-state.js';
import {settleRun} from './settle-run.js';

const isTriggered = (state: RunState): state is TriggeredRun => state.triggeredAt !== undefined && state.changedAt !== undefined;

const follow = (state: RunState, batch: Batch): RunState => {
	const {state: recorded, listedAt, isCancelComplete} = recordFacts(state, batch);
	return isTriggered(recorded)
		? settleRun(deriveNodes({state: recorded, listedAt}, batch), batch.at, isCancelComplete)
		: recorded;
};

/**
Reduces one poll's batch into a run's state: records its facts, decides each node's status once, and ends the run when it is over.

The same batch twice gives the same object back. The order of events inside a batch does not matter. A final status never
changes. When the run ends, every status is final; after that, only the log of a failed node may add to its cause.
*/
export const reduce = (state: RunState, batch: Batch): RunState => {
	const followed = state.endedAt === undefined ? follow(state, batch) : state;
	return noteCauses(state, followed.endedAt === undefined ? followed : readTrailingLines(followed, batch));
};
