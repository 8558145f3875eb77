import path from 'node:path';
import t from 'tap';
import {makeFolder} from '../support/make-folder.js';
import {isJudge, watchBranches} from '../support/simulation/met-branches.js';
import {listSeeds, simulateMany} from '../support/simulation/simulate-many.js';
import {listUnmetPairs} from '../support/simulation/tell-coverage.js';

t.setTimeout(300_000);

/** Pieces of judges for platforms that the model does not have yet: its own is GitHub, whose every end tells whether the run failed. */
const ofOtherPlatforms: ReadonlySet<string> = new Set([
	'judge-join.ts: ?"ended"',
	'judge-runs.ts: :blameRun(colourless,node)',
	'judge-done.ts: if(!isQuiet(node,context)){return void 0}return node.log===void 0?completed:judgeRed(colourless,context)',
]);

/** Pairs that so few runs may miss; 200,000 miss none. */
const mostUnmetPairs = 2;

t.test('2,000 runs end as they truly do, in time and within the budget; cancel, resume, ls and watch agree', async t => {
	const branches = await watchBranches(isJudge);
	const summary = await simulateMany({seeds: listSeeds(0, 2000), file: path.join(makeFolder(t), 'workflow.json')});
	const unmet = [...await branches.listUnmet()];
	t.equal(summary.runCount, 2000);
	t.same(summary.broken, {}, 'npm run test:simulation -- --story SEED tells a seed\'s run in words, --replay SEED shows it');
	const unmetPairs = listUnmetPairs(summary).filter(pair => !pair.endsWith('cancelled by us'));
	t.ok(unmetPairs.length <= mostUnmetPairs, `pairs of step and fate that were not met: ${unmetPairs.join(', ')}`);
	t.same(unmet.filter(branch => !ofOtherPlatforms.has(branch)), [], 'and every branch of the judges');
});
