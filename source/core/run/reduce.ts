import {deriveNodes} from './derive-nodes.js';
import {type Batch} from './events.js';
import {hearLastWords} from './last-words.js';
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
Takes one poll's batch into a run's state: records its facts, gives each node its status once, and ends the run when it is over.

The same batch twice gives the same object back; the order of events inside a batch does not matter; a settled node never
has another status; when the run ends every node is settled. After that nothing changes but what the log of a failed node still tells.
*/
export const reduce = (state: RunState, batch: Batch): RunState =>
	noteCauses(state, state.endedAt === undefined ? follow(state, batch) : hearLastWords(state, batch));
