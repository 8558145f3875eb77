import {type RunState} from '../../core/run/run-state.js';
import {createListeners} from '../../ports/listeners/create-listeners.js';
import {type Clock} from '../../ports/clock.js';
import {type LogEntry} from '../../run/runner/log-entry.js';
import {createLogStore} from '../../run/runner/log-store.js';
import {createRunnerEvents, type RunnerEvent} from '../../run/runner/runner-event.js';
import {type ReadWholeLog} from '../../run/runner/open-whole-logs.js';
import {type RunStore} from '../../run/runner/run-store.js';
import {type TimedEvent} from './recorded-event.js';
import {applyChanges, restoreLine, restoreState} from './restore-state.js';

/** A recording that is played like a run. */
export type Replay = {
	readonly store: RunStore;
	readonly subscribe: (listener: (event: RunnerEvent) => void) => () => void;
	/** The lines of a node that were played, also those that the store has no more. */
	readonly readPlayed: ReadWholeLog;
	/** Plays from the beginning; events come when `clock` says they did. Rejects with the signal's reason when it aborts. */
	readonly play: (clock: Clock, options: {readonly signal: AbortSignal; readonly onNote?: (message: string) => void}) => Promise<void>;
};

type Snapshot = Extract<TimedEvent, {type: 'snapshot'}>;

/** Events that were seen together, in order: a snapshot stands alone. */
const groupEvents = (events: readonly TimedEvent[]): ReadonlyArray<readonly [TimedEvent, ...TimedEvent[]]> => {
	const groups: Array<[TimedEvent, ...TimedEvent[]]> = [];
	for (const event of events) {
		const last = groups.at(-1);
		const isTogether = last?.[0].at === event.at && last[0].type !== 'snapshot' && event.type !== 'snapshot';
		if (isTogether) {
			last.push(event);
		} else {
			groups.push([event]);
		}
	}

	return groups;
};

type LogGrown = Extract<TimedEvent, {type: 'log.grew'}>;

async function * readLines(played: readonly LogGrown[], node: string): AsyncGenerator<readonly LogEntry[]> {
	for (const {lines} of played) {
		yield lines.filter(line => line.node === node).map(line => restoreLine(line));
	}
}

/** Makes a run of a recording: a store that readers see change as they saw the run's, and the events that follow from it. */
export const createReplay = (events: readonly TimedEvent[]): Replay => {
	const groups = groupEvents(events);
	const logs = createLogStore();
	const changes = createListeners();
	const getRunnerEvents = createRunnerEvents();
	const runnerEvents = createListeners<[event: RunnerEvent]>();
	let state: RunState = restoreState(events[0] as Snapshot);
	let played: LogGrown[] = [];

	const replace = (after: RunState): void => {
		if (after === state) {
			return;
		}

		const before = state;
		state = after;
		for (const event of getRunnerEvents({before, after})) {
			runnerEvents.call(event);
		}

		changes.call();
	};

	logs.onAppend(entries => {
		runnerEvents.call({type: 'log.grew', entries});
	});

	const tell = (event: TimedEvent, onNote?: (message: string) => void): void => {
		if (event.type === 'log.grew') {
			played.push(event);
			logs.append(event.lines.map(line => restoreLine(line)));
		}

		if (event.type === 'warning') {
			runnerEvents.call({type: 'run.warned', message: event.message});
		}

		if (event.type === 'note') {
			onNote?.(event.message);
		}
	};

	const apply = (group: readonly [TimedEvent, ...TimedEvent[]], onNote?: (message: string) => void): void => {
		const [first] = group;
		if (first.type === 'snapshot') {
			played = [];
			logs.clear();
			replace(restoreState(first));
			return;
		}

		for (const event of group) {
			tell(event, onNote);
		}

		replace(applyChanges(state, group));
	};

	return {
		store: {getSnapshot: () => state, subscribe: changes.add, logs},
		subscribe: runnerEvents.add,
		readPlayed: node => readLines(played, node),
		async play(clock, {signal, onNote}) {
			for (const group of groups) {
				await clock.sleep(group[0].at - clock.now(), {signal});
				apply(group, onNote);
			}
		},
	};
};
