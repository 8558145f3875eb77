import {describeBudget} from '../../core/run/describe-budget.js';
import {describeWatchFailure} from '../../core/run/describe-watch-failure.js';
import {type Invocation} from '../../core/log/invocation.js';
import {type NodeState, type RunState} from '../../core/run/run-state.js';
import {type Outcome, type Status} from '../../core/run/status.js';
import {type WatchSource} from '../../core/run/events.js';
import {createListeners} from '../../ports/listeners/create-listeners.js';
import {type LogEntry} from './log-entry.js';
import {type RunChange, type WritableRunStore} from './create-run-store.js';

/** The events of a run that subscribers receive. */
export type RunnerEvent =
	/** What may surprise: before a trigger a change of the document that is not pushed, during a run a rate limit that is nearly spent. */
	| {readonly type: 'run.warned'; readonly message: string}
	/** A run begins here: it was triggered, is watched from now on (`attach`), or was resumed. */
	| {readonly type: 'run.triggered'; readonly invocation: Invocation; readonly by: 'trigger' | 'attach' | 'resume'}
	| {readonly type: 'status.changed'; readonly node: NodeState; readonly from: Status}
	| {readonly type: 'log.grew'; readonly entries: readonly LogEntry[]}
	| {readonly type: 'watch.failed'; readonly source: WatchSource; readonly message: string}
	| {readonly type: 'watch.recovered'; readonly source: WatchSource}
	| {readonly type: 'run.ended'; readonly outcome: Outcome};

/** A failure is told when it begins and not with every try that fails again: a message stays the same as long as the failure does. */
const getWatchEvents = (before: RunState, after: RunState): readonly RunnerEvent[] =>
	(['bucket', 'platform'] as const).flatMap((source): readonly RunnerEvent[] => {
		if (after.watchFailures[source] === before.watchFailures[source]) {
			return [];
		}

		const message = describeWatchFailure(after, source);
		return [message === undefined ? {type: 'watch.recovered', source} : {type: 'watch.failed', source, message}];
	});

/** Told when less than a tenth is left, and not again before there was more; a limit that is spent already is told as the failure that it is. */
const getBudgetEvents = (before: RunState, after: RunState): readonly RunnerEvent[] => {
	const budget = describeBudget(after);
	const isNews = after.triggeredAt !== undefined && after.watchFailures.platform === undefined && budget?.isLow === true && describeBudget(before)?.isLow !== true;
	return isNews
		? [{type: 'run.warned', message: `GitHub's rate limit is nearly used up: ${budget.text}. The functions' dispatches with the same token count, too.`}]
		: [];
};

type StatusChange = Extract<RunnerEvent, {readonly type: 'status.changed'}>;

/** The change of a node from a status; of a node of whose failure more is to be expected only once all is known. */
const getStatusChange = (node: NodeState, before: NodeState | undefined, held: Map<string, Status>): readonly StatusChange[] => {
	const from = held.get(node.id) ?? before?.status;
	if (from === undefined || from === node.status) {
		return [];
	}

	if (node.isTrailing === true) {
		held.set(node.id, from);
		return [];
	}

	held.delete(node.id);
	return [{type: 'status.changed', node, from}];
};

/**
Tells what changes of a run's state mean to subscribers, in the order it should be told.

A failure is told with its cause: not before its logs have been read, or are not waited for any longer. The end of the run comes after it.
*/
export const createRunnerEvents = () => {
	const held = new Map<string, Status>();
	let isEndTold = false;
	return ({before, after}: RunChange): readonly RunnerEvent[] => {
		const isOther = after.invocation !== before.invocation || (before.endedAt !== undefined && after.endedAt === undefined);
		if (isOther) {
			held.clear();
		}

		isEndTold &&= after.endedAt !== undefined;
		const triggered: readonly RunnerEvent[] = after.invocation !== undefined && before.invocation !== after.invocation
			? [{type: 'run.triggered', invocation: after.invocation, by: after.begunBy ?? 'trigger'}]
			: [];
		const changed = after.triggeredAt === undefined ? [] : [...after.nodes.values()].flatMap(node => getStatusChange(node, before.nodes.get(node.id), held));
		const isOver = after.endedAt !== undefined && !isEndTold && held.size === 0 && (before.endedAt === undefined || changed.length > 0);
		isEndTold ||= isOver;
		const ended: readonly RunnerEvent[] = isOver ? [{type: 'run.ended', outcome: after.outcome}] : [];
		return [...triggered, ...getWatchEvents(before, after), ...getBudgetEvents(before, after), ...changed, ...ended];
	};
};

/** Tells subscribers what happens to the run of a store, and what its runner has to say. */
export const createRunnerFeed = (store: Pick<WritableRunStore, 'onChange' | 'logs'>, {streamLogs = true}: {readonly streamLogs?: boolean | undefined}) => {
	const listeners = createListeners<[event: RunnerEvent]>();
	const getRunnerEvents = createRunnerEvents();
	let isQuiet = false;
	store.onChange(change => {
		isQuiet &&= change.after.begunBy === 'attach';
		if (isQuiet) {
			return;
		}

		for (const event of getRunnerEvents(change)) {
			listeners.call(event);
		}
	});
	store.logs.onAppend(entries => {
		if (streamLogs && !isQuiet) {
			listeners.call({type: 'log.grew', entries});
		}
	});
	return {
		/** Returns the way to stop it. */
		subscribe: listeners.add,
		warn(message: string): void {
			listeners.call({type: 'run.warned', message});
		},
		/** While quiet, nothing is told of the run that is attached to, until something else begins. */
		setQuiet(value: boolean): void {
			isQuiet = value;
		},
		clear: listeners.clear,
	};
};
