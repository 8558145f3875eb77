import {type NodeState, type RunState} from '../core/run/run-state.js';
import {type Status} from '../core/run/status.js';
import {formatDuration} from '../core/text/format-duration.js';

const shownCount = 8;

const describeNode = ({id, startedAt}: NodeState, now: number): string =>
	startedAt === undefined ? id : `${id} ${formatDuration(now - startedAt)}`;

/** Names what runs, and for how long: `Still running: compute(1) 1m30s, sum 0.4s; 2 pending`. Nothing unless a run goes on. */
export const describeHeartbeat = ({outcome, nodes, watchFailures, triggeredAt = 0}: RunState, now: number): string | undefined => {
	if (outcome !== 'RUNNING') {
		return undefined;
	}

	const of = (status: Status): readonly NodeState[] => [...nodes.values()].filter(node => node.status === status);
	const running = of('RUNNING');
	const shown = running.slice(0, shownCount).map(node => describeNode(node, now));
	const rest = running.length > shownCount ? [`${running.length - shownCount} more`] : [];
	const counts = (['INVOKED', 'PENDING'] as const)
		.map(status => ({status, count: of(status).length}))
		.filter(({count}) => count > 0)
		.map(({status, count}) => `${count} ${status.toLowerCase()}`);
	const unseen = watchFailures.bucket === undefined ? [] : ['the bucket does not answer'];
	const what = running.length === 0 ? `for ${formatDuration(now - triggeredAt)}, no node is at work` : [...shown, ...rest].join(', ');
	return [`Still running: ${what}`, ...(counts.length > 0 ? [counts.join(', ')] : []), ...unseen].join('; ');
};
