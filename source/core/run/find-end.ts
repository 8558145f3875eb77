import {type NodeState, type SeenRun} from './run-state.js';

/** When a log's latest attempt wrote its last line, if its lines tell. */
const getLogEnd = ({log, logStartedAt}: NodeState): number | undefined =>
	log === undefined || log.seconds === 0 || logStartedAt === undefined ? undefined : logStartedAt + Math.round(log.seconds * 1000);

/** When the last of its platform runs ended, where the platform has told it of all. */
const getRunsEnd = (runs: readonly SeenRun[]): number | undefined => {
	const ends = runs.flatMap(({endedAt}) => endedAt ?? []);
	return ends.length === runs.length && ends.length > 0 ? Math.max(...ends) : undefined;
};

/**
When a node that is known to have ended did so, by the most direct evidence: the last time its log tells, its marker, the end of
its platform runs. At `at` it was seen; a look comes up to a whole interval late, and two ends that one look shows are not one.
*/
export const findEnd = (node: NodeState, runs: readonly SeenRun[], at: number): number => {
	const {log, doneAt, startedAt} = node;
	const hasSpoken = log?.result !== undefined || log?.failure !== undefined;
	const end = (hasSpoken ? getLogEnd(node) : undefined) ?? doneAt ?? (startedAt === undefined ? undefined : getRunsEnd(runs)) ?? at;
	return Math.min(at, Math.max(end, node.logStartedAt ?? startedAt ?? end));
};
