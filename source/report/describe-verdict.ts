import {formatDuration} from '../core/text/format-duration.js';
import {type NodeState} from '../core/run/run-state.js';
import {statuses} from '../core/run/status.js';
import {type ReportedAssertions, type ReportedResult} from './reporter.js';

/** How many nodes ended in which status, in the order of the statuses: `completed=5 failed=1`. */
export const countStatuses = (nodes: readonly NodeState[]): string => statuses
	.map(status => ({status, count: nodes.filter(node => node.status === status).length}))
	.filter(({count}) => count > 0)
	.map(({status, count}) => `${status.toLowerCase().replaceAll('_', '-')}=${count}`)
	.join(' ');

const countAssertions = ({assertions}: ReportedAssertions): string => ` assertions=${assertions.filter(({isOk}) => isOk).length}/${assertions.length}`;

/**
The fixed last line of a run: `[FAILED] completed=5 failed=1 skipped=2 elapsed=3m12s`.

With a test file the assertions that hold are counted, and the word is theirs where they decide:
`[TESTS FAILED] completed=2 assertions=3/4 elapsed=2.0s`.
*/
export const describeVerdict = ({outcome, verdict = outcome, nodes, durationMs, assertions}: ReportedResult): string =>
	`[${verdict}] ${countStatuses(nodes)}${assertions === undefined ? '' : countAssertions(assertions)} elapsed=${formatDuration(durationMs)}`;
