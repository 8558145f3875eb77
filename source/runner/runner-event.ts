import {type Invocation} from '../core/run/invocation.js';
import {type NodeState, type RunState} from '../core/run/run-state.js';
import {type Outcome, type Status} from '../core/run/status.js';
import {type WatchSource} from '../core/run/events.js';
import {type LogEntry} from './log-entry.js';
import {type RunChange} from './create-run-store.js';

/** What happens during a run, as subscribers hear of it. */
export type RunnerEvent =
	/** Before a trigger: what may surprise, such as a change of the document that is not pushed. */
	| {readonly type: 'run.warned'; readonly message: string}
	| {readonly type: 'run.triggered'; readonly invocation: Invocation}
	| {readonly type: 'status.changed'; readonly node: NodeState; readonly from: Status}
	| {readonly type: 'log.grew'; readonly entries: readonly LogEntry[]}
	| {readonly type: 'watch.failed'; readonly source: WatchSource; readonly message: string}
	| {readonly type: 'watch.recovered'; readonly source: WatchSource}
	| {readonly type: 'run.ended'; readonly outcome: Outcome};

const getWatchEvents = (before: RunState, after: RunState): readonly RunnerEvent[] =>
	(['bucket', 'platform'] as const).flatMap((source): readonly RunnerEvent[] => {
		const message = after.watchFailures[source];
		if (message === before.watchFailures[source]) {
			return [];
		}

		return [message === undefined ? {type: 'watch.recovered', source} : {type: 'watch.failed', source, message}];
	});

/** What a change of the state means to subscribers, in the order it should be told. */
export const getRunnerEvents = ({before, after}: RunChange): readonly RunnerEvent[] => {
	const triggered: readonly RunnerEvent[] = after.invocation !== undefined && before.invocation !== after.invocation
		? [{type: 'run.triggered', invocation: after.invocation}]
		: [];
	const changed = [...after.nodes.values()].flatMap((node): readonly RunnerEvent[] => {
		const from = before.nodes.get(node.id)?.status ?? 'PENDING';
		return from === node.status || after.triggeredAt === undefined ? [] : [{type: 'status.changed', node, from}];
	});
	const ended: readonly RunnerEvent[] = after.endedAt !== undefined && before.endedAt === undefined
		? [{type: 'run.ended', outcome: after.outcome}]
		: [];
	return [...triggered, ...getWatchEvents(before, after), ...changed, ...ended];
};
