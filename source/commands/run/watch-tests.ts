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

/** Runs the test file of `--test` beside every run of the runner. Throws a `FaasrTuiError` when it cannot be. */
export const watchTests = async ({runner, mask}: RunSession, options: RunOptions, say: (text: string) => void): Promise<WatchedTests | undefined> => {
	const {testFile: file, loaded: {path: workflowFile}, env, clock, timeout} = options;
	if (file === undefined) {
		return undefined;
	}

	checkTestFile(file);
	const {defaultStore, secrets} = await runner.openCloud();
	const watched = watchAssertions({
		file, workflowFile, runner: {store: runner.store, subscribe: listener => runner.subscribe(listener)}, defaultStore, secrets, mask, env, clock, patienceMs: timeout * 1000,
	});
	tellAssertions(watched, say);
	return {
		...watched,
		describe() {
			const state = watched.store.getSnapshot();
			return state.status === 'waiting' ? [] : [...state.assertions.filter(({isOk}) => !isOk).flatMap(assertion => describeAssertion(assertion)), describeAssertions(state)];
		},
	};
};
