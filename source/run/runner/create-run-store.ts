import {type Batch} from '../../core/run/events.js';
import {reduce} from '../../core/run/reduce.js';
import {type RunState} from '../../core/run/run-state.js';
import {createListeners} from '../../ports/listeners/create-listeners.js';
import {createLogStore, type WritableLogStore} from './log-store.js';
import {type RunStore} from './run-store.js';

/** A change of the run, handed to subscribers together with what it was before. */
export type RunChange = {readonly before: RunState; readonly after: RunState};

/** The store as its one owner, the runner, sees it. */
export type WritableRunStore = Omit<RunStore, 'logs'> & {
	readonly logs: WritableLogStore;
	/** Reduces a batch into the state; tells readers at most once. */
	readonly apply: (batch: Batch) => void;
	/** Starts over with a new run's state. */
	readonly reset: (state: RunState) => void;
	readonly onChange: (listener: (change: RunChange) => void) => () => void;
};

/** Holds the state of one run; the reducer is the only thing that changes it. */
export const createRunStore = (initial: RunState): WritableRunStore => {
	let state = initial;
	const readers = createListeners();
	const changes = createListeners<[change: RunChange]>();
	const logs = createLogStore();

	const replace = (after: RunState): void => {
		if (after === state) {
			return;
		}

		const before = state;
		state = after;
		changes.call({before, after});
		readers.call();
	};

	return {
		logs,
		getSnapshot: () => state,
		subscribe: readers.add,
		onChange: changes.add,
		apply(batch) {
			replace(reduce(state, batch));
		},
		reset(initialState) {
			logs.clear();
			replace(initialState);
		},
	};
};
