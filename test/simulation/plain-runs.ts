import path from 'node:path';
import t from 'tap';
import {makeFolder} from '../fixtures/make-folder.js';
import {listPredecessors} from '../support/simulation/document.js';
import {clearWeather, drawScenario} from '../support/simulation/scenario.js';
import {listSeeds, simulateMany} from '../support/simulation/simulate-many.js';

/** No joins, no conditionals. */
const isPlain = (seed: number): boolean => {
	const {shape} = drawScenario(String(seed));
	return Object.entries(shape.next).every(([action, entries]) => listPredecessors(shape, action).length < 2 && entries.every(entry => typeof entry === 'string'));
};

t.test('plain runs to which nothing happens end as they truly do, in time, and whoever looks later is told the same', async t => {
	const seeds = listSeeds(0, 600).filter(seed => isPlain(seed));
	const {runCount, broken, met} = await simulateMany({
		seeds, file: path.join(makeFolder(t), 'workflow.json'),
		change: scenario => ({...scenario, quiet: new Set(['*']), weather: clearWeather, otherAtMs: undefined, command: undefined, pollIntervalMs: 1000}),
	});
	t.equal(runCount, seeds.length);
	t.ok(runCount > 100);
	t.same(broken, {});
	t.equal(met['finish: well'], runCount);
});
