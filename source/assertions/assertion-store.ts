import {createListeners} from '../listeners/create-listeners.js';
import {type AssertionReport} from './assertion-report.js';

/** One assertion, in the order they were carried out. */
export type Assertion = AssertionReport & {
	/** When it was reported (ms since the epoch). */
	readonly at: number;
};

/** What is known of a test file that runs beside the workflow. */
export type AssertionsState = {
	/** The test file as it was named. */
	readonly file: string;
	/** `waiting` before the workflow is triggered; `failed` as soon as one assertion has. */
	readonly status: 'waiting' | 'running' | 'passed' | 'failed';
	/** Whether the test file has ended. */
	readonly isOver: boolean;
	readonly assertions: readonly Assertion[];
};

/** What screens and reporters read. `subscribe` and `getSnapshot` fit React's `useSyncExternalStore`. */
export type AssertionStore = {
	/** A new object after every change, the same one otherwise. */
	readonly getSnapshot: () => AssertionsState;
	readonly subscribe: (onChange: () => void) => () => void;
};

/** The store as its one owner, the session of the test file, sees it. */
export type WritableAssertionStore = AssertionStore & {
	readonly start: () => void;
	readonly add: (assertion: Assertion) => void;
	readonly end: () => void;
};

/** Holds the assertions of one test file; starting it again begins anew. */
export const createAssertionStore = (file: string): WritableAssertionStore => {
	let state: AssertionsState = {file, status: 'waiting', isOver: false, assertions: []};
	const listeners = createListeners();
	const replace = (changes: Partial<AssertionsState>): void => {
		state = {...state, ...changes};
		listeners.call();
	};

	return {
		getSnapshot: () => state,
		subscribe: listeners.add,
		start() {
			replace({status: 'running', isOver: false, assertions: []});
		},
		add(assertion) {
			replace({assertions: [...state.assertions, assertion], status: assertion.isOk ? state.status : 'failed'});
		},
		end() {
			replace({isOver: true, status: state.status === 'failed' ? 'failed' : 'passed'});
		},
	};
};
