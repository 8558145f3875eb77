import t from 'tap';
import {observeRuns} from '../../../source/core/run/observe-runs.js';
import {type PlatformRun} from '../../../source/core/run/platform-run.js';
import {endRun, gh} from '../../support/run-id.js';

t.test('each run is a fact of the same look, in the order of the list', async t => {
	const runs: readonly PlatformRun[] = [{id: gh(7), action: 'a', status: 'queued'}, {id: gh(3), action: 'b', ...endRun('success')}];
	t.same(observeRuns(runs, 1000), [{type: 'platform-run.observed', at: 1000, run: runs[0]}, {type: 'platform-run.observed', at: 1000, run: runs[1]}]);
	t.same(observeRuns([], 1000), []);
});
