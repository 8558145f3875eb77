import {type LogFacts} from '../log/log-facts.js';
import {type NodeState} from './run-state.js';

/**
The log of a failed node without an ERROR that the judges took for the function's own text: the node failed, and not of that. Who
asks what a node failed of, or shows it, reads the log so.
*/
export const withoutDoubtedText = ({reason, log}: Pick<NodeState, 'reason' | 'log'>): LogFacts | undefined => {
	if (log?.mayBeText !== true || (reason !== 'run-failed' && reason !== 'run-did-nothing')) {
		return log;
	}

	const {failure: _f, dispatchFailure: _d, ...facts} = log;
	return facts;
};
