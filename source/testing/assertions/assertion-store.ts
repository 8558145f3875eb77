import {createListeners} from '../../ports/listeners/create-listeners.js';
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
	/** `waiting` before the workflow is triggered, `running` until the test file has ended: how it ends decides, since a test may expect an assertion to fail. */
	readonly status: 'waiting' | 'running' | 'passed' | 'failed';
	/** Whether the test file has ended. */
	readonly isOver: boolean;
	/** Assertions that failed as the test expected: the test passed anyway. They count as ok from then on. */
	readonly expectedCount: number;
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
	/** The test file has ended; with `hasPassed` whatever failed in it was expected to. */
	readonly end: (hasPassed: boolean) => void;
};

/** How a test file ended; nothing before. */
export const getTestsEnd = (state: AssertionsState | undefined): 'passed' | 'failed' | undefined =>
	state?.isOver === true && (state.status === 'passed' || state.status === 'failed') ? state.status : undefined;

const expect = (assertion: Assertion): Assertion => assertion.isOk ? assertion : {...assertion, isOk: true, title: `${assertion.title} (failed, as the test expected)`};

/** Holds the assertions of one test file; starting it again begins anew. */
export const createAssertionStore = (file: string): WritableAssertionStore => {
	let state: AssertionsState = {file, status: 'waiting', isOver: false, expectedCount: 0, assertions: []};
	const listeners = createListeners();
	const replace = (changes: Partial<AssertionsState>): void => {
		state = {...state, ...changes};
		listeners.call();
	};

	return {
		getSnapshot: () => state,
		subscribe: listeners.add,
		start() {
			replace({status: 'running', isOver: false, expectedCount: 0, assertions: []});
		},
		add(assertion) {
			replace({assertions: [...state.assertions, assertion]});
		},
		end(hasPassed) {
			const expectedCount = hasPassed ? state.assertions.filter(({isOk}) => !isOk).length : 0;
			const assertions = expectedCount === 0 ? state.assertions : state.assertions.map(assertion => expect(assertion));
			replace({isOver: true, status: hasPassed ? 'passed' : 'failed', expectedCount, assertions});
		},
	};
};
