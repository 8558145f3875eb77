import {describeAssertion, describeAssertions} from '../../testing/assertions/describe-assertion.js';
import {checkTestFile, watchAssertions, type WatchedAssertions} from '../../testing/assertions/watch-assertions.js';
import {type RunSession} from './open-session.js';
import {type RunOptions} from './run-options.js';

/** The assertions of `--test`, if it was given. */
export type WatchedTests = WatchedAssertions & {
	/** The assertions that failed and how many did not, as lines of text; none before the test file has started. */
	readonly describe: () => readonly string[];
};

/** Says each assertion once, as it comes, and how many there were when the test file has ended. */
const tellAssertions = ({store}: WatchedAssertions, say: (text: string) => void): void => {
	let toldCount = 0;
	let wasOver = false;
	store.subscribe(() => {
		const state = store.getSnapshot();
		toldCount = Math.min(toldCount, state.assertions.length);
		for (const line of state.assertions.slice(toldCount).flatMap(assertion => describeAssertion(assertion))) {
			say(line);
		}

		toldCount = state.assertions.length;
		if (state.isOver && !wasOver) {
			say(describeAssertions(state));
		}

		wasOver = state.isOver;
	});
};

/** What checks a run: the expectations of `--expect`, or the test file of `--test`; what is wrong with either is said before a cloud is opened. */
const openWatched = async ({runner, mask}: RunSession, options: RunOptions, say: (text: string) => void): Promise<WatchedAssertions | undefined> => {
	const {testFile: file, expect, loaded: {path: workflowFile}, env, clock, timeout} = options;
	if (expect !== undefined) {
		const {findExpectationsFile, readExpectations} = await import('../../testing/expectations/read-expectations.js');
		const expectationsFile = findExpectationsFile(workflowFile, expect.file);
		const {expectations} = readExpectations(expectationsFile, runner.workflow);
		const {watchExpectations} = await import('../../testing/expectations/watch-expectations.js');
		const {defaultStore, secrets} = await runner.openCloud();
		return watchExpectations({
			file: expectationsFile, expectations, runner, defaultStore, secrets, mask, clock,
			...(expect.shouldUpdate && {onUpdate(changes) {
				for (const change of changes) {
					say(`updated: ${change}`);
				}
			}}),
		});
	}

	if (file === undefined) {
		return undefined;
	}

	checkTestFile(file);
	const {defaultStore, secrets} = await runner.openCloud();
	return watchAssertions({
		file, workflowFile, runner: {store: runner.store, subscribe: listener => runner.subscribe(listener)}, defaultStore, secrets, mask, env, clock, timeoutMs: timeout * 1000,
	});
};

/** Checks every run of the runner as `--expect` or `--test` says. Throws a `FaasrTuiError` when that cannot be. */
export const watchTests = async (session: RunSession, options: RunOptions, say: (text: string) => void): Promise<WatchedTests | undefined> => {
	const watched = await openWatched(session, options, say);
	if (watched === undefined) {
		return undefined;
	}

	tellAssertions(watched, say);
	return {
		...watched,
		describe() {
			const state = watched.store.getSnapshot();
			return state.status === 'waiting' ? [] : [...state.assertions.filter(({isOk}) => !isOk).flatMap(assertion => describeAssertion(assertion)), describeAssertions(state)];
		},
	};
};
