import t from 'tap';
import {needsConfirmation} from '../../../source/core/run/needs-confirmation.js';
import {type RunState} from '../../../source/core/run/run-state.js';
import {done, finished, log, raised, run, tell, watchFailed} from '../../support/core/story.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';

const chain = createTinyWorkflow({a: ['b'], b: []});
const fork = createTinyWorkflow({a: ['b', 'c'], b: [], c: []});
const red = [run(1, 'a', 'completed', 'failure'), log('a')];

const cases: ReadonlyArray<readonly [title: string, state: RunState, listedAt: number | undefined, isNeeded: boolean]> = [
	['a failure whose marker may be there by now', tell(chain, [raised('a')]), 999, true],
	['a failure whose marker a later listing lacked', tell(fork, [finished('a', 'None', {b: 1, c: 1}), raised('b'), log('c')], []), 1999, false],
	['a failure whose marker is there', tell(chain, [raised('a'), done('a')]), 999, false],
	['the end of a platform run seen after the listing began', tell(chain, red), 999, true],
	['the end of a platform run seen before', tell(chain, red), 1001, false],
	['a platform run that goes on', tell(chain, [run(1, 'a', 'in_progress')]), 999, false],
	['a function that did its work', tell(chain, [finished('a', 'None', {b: 1}), run(1, 'a', 'completed', 'success')]), 999, false],
	['a bucket that cannot be listed', tell(chain, [raised('a'), watchFailed('bucket')]), 999, false],
	['no listing at all', tell(chain, [raised('a')]), undefined, false],
];

for (const [title, state, listedAt, isNeeded] of cases) {
	t.test(`one more listing is ${isNeeded ? '' : 'not '}wanted at once for ${title}`, async t => {
		t.equal(needsConfirmation(state, listedAt), isNeeded);
	});
}
