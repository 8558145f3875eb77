import {type AssertionsState, getTestsEnd} from '../../testing/assertions/assertion-store.js';
import {decideRunEnd} from '../../ports/errors/decide-exit-code.js';
import {type RunState} from '../../core/run/run-state.js';
import {getRunEnd} from '../../run/runner/run-result.js';
import {type Look, type Theme} from '../frame/theme.js';

/** How a run ended when its test file decides that, as the last line of `--ci` does; `undefined` when the workflow's own outcome stands. */
export const describeTests = (state: RunState, tests: AssertionsState | undefined, {outcomes, glyphs}: Theme): Look | undefined => {
	const {verdict} = decideRunEnd({...getRunEnd(state), tests: getTestsEnd(tests)});
	const {length: count} = tests?.assertions ?? [];
	const workflow = `${glyphs.separator} workflow ${outcomes[state.outcome].word.toLowerCase()}`;
	if (verdict === 'TESTS FAILED') {
		const failedCount = tests?.assertions.filter(({isOk}) => !isOk).length ?? 0;
		return {...outcomes.FAILED, word: `TESTS ${failedCount} of ${count} failed ${workflow}`};
	}

	return verdict === 'TESTS PASSED' ? {...outcomes.COMPLETED, word: `TESTS ${count} passed ${workflow}`} : undefined;
};
