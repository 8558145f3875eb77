import {createJudgeContext} from './judge-context.js';
import {observeRuns} from './observe-runs.js';
import {type PlatformRun} from './platform-run.js';
import {recordFacts} from './record-facts.js';
import {type TriggeredRun} from './run-state.js';

/**
A run of a fresh list that is the invocation's and has not ended, whatever its node has come to: it may still dispatch, or write.

Where titles do not tell whose a run is, it is the invocation's as long as there are no more of its action than were dispatched (see
`assignRuns`). Others may be another invocation's, and are left alone.
*/
export const findUnended = (state: TriggeredRun, listed: readonly PlatformRun[], at: number): PlatformRun | undefined => {
	const known = {...state, ...recordFacts(state, {at, events: observeRuns(listed, at)}).state};
	const {getRuns} = createJudgeContext({state: known, nodes: known.nodes, at, listedAt: undefined});
	const own = new Set([...known.nodes.keys()].flatMap(id => getRuns(id).map(run => run.id)));
	return listed.find(({id, status, isGuess}) => status !== 'completed' && (isGuess !== true || own.has(id)));
};
