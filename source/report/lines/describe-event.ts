import {formatDuration} from '../../core/text/format-duration.js';
import {type NodeState, type RunState} from '../../core/run/run-state.js';
import {type Status} from '../../core/run/status.js';
import {type RunnerEvent} from '../../run/runner/runner-event.js';
import {describeLink} from '../describe-link.js';

/** How untrusted text is made printable and statuses are coloured. */
export type Wording = {
	readonly clean: (text: string) => string;
	readonly paint: (status: Status) => string;
};

/** One line and the time it belongs to; now when absent. */
export type TimedLine = {readonly text: string; readonly at?: number};

/** ` 14.2s` of a node that has done something; nothing otherwise. */
export const describeDuration = ({status, startedAt, endedAt}: NodeState): string =>
	(status === 'COMPLETED' || status === 'FAILED') && startedAt !== undefined && endedAt !== undefined
		? ` ${formatDuration(endedAt - startedAt)}`
		: '';

/** What became of an invocation when its lines begin. */
const beginnings = {trigger: 'Triggered', attach: 'Found', resume: 'Resumed'} as const;

const describeChange = (node: NodeState, from: Status, state: RunState, {clean, paint}: Wording): string => {
	const isPlain = node.reason === undefined || node.reason === 'completed';
	const reason = isPlain ? '' : ` (${node.reason})`;
	const sentence = node.sentence === undefined ? '' : `: ${clean(node.sentence)}`;
	return `${clean(node.id)} ${from} -> ${paint(node.status)}${describeDuration(node)}${reason}${sentence}${clean(describeLink(node, state))}`;
};

/** The lines an event is worth. */
export const describeEvent = (event: RunnerEvent, state: RunState, wording: Wording): readonly TimedLine[] => {
	const {clean} = wording;
	switch (event.type) {
		case 'run.warned': {
			return [{text: `Warning: ${clean(event.message)}`}];
		}

		case 'run.triggered': {
			const {workflowName, timestamp, id} = event.invocation;
			return [{text: `${beginnings[event.by]} ${clean(workflowName)} InvocationID=${clean(id)} InvocationTimestamp=${clean(timestamp)}`}];
		}

		case 'status.changed': {
			return [{text: describeChange(event.node, event.from, state, wording)}];
		}

		case 'log.grew': {
			return event.entries
				.filter(entry => !entry.isNoise)
				.map(entry => ({text: `${clean(entry.node)} | ${clean(entry.text)}`, at: entry.at}));
		}

		case 'watch.failed': {
			return [{text: `Cannot watch the ${event.source} (the run continues; retrying): ${clean(event.message)}`}];
		}

		case 'watch.recovered': {
			return [{text: `The ${event.source} answers again`}];
		}

		case 'run.ended': {
			return [];
		}
	}
};
