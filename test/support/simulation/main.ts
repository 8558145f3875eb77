/*
Simulates many runs and tells what disagrees with the truth; or replays, or tells, one of them:

npm run test:simulation -- --runs 200000 --seed 0 --workers 2
npm run test:simulation -- --seeds 23,42 runs these only
npm run test:simulation -- --replay 23   writes simulation-23.ndjson for `faasr-tui replay`
npm run test:simulation -- --story 23    tells the seed's run in words, shortened
npm run test:simulation -- --guards      removes guards from the judges, one at a time, and tells which seed finds it
*/
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {recordEvents} from '../../../source/commands/run/record-events.js';
import {tryGuards} from './guards.js';
import {drawScenario} from './scenario.js';
import {shorten} from './shorten.js';
import {simulate} from './simulate.js';
import {listSeeds} from './simulate-many.js';
import {listUnmetPairs, tellCoverage} from './tell-coverage.js';
import {tellStory} from './tell-story.js';
import {workInParallel} from './work-in-parallel.js';

const {values} = parseArgs({options: {
	runs: {type: 'string', default: '2000'},
	seed: {type: 'string', default: '0'},
	workers: {type: 'string', default: String(Math.max(1, Math.min(2, os.availableParallelism())))},
	seeds: {type: 'string'},
	replay: {type: 'string'},
	story: {type: 'string'},
	guards: {type: 'boolean', default: false},
}});

/** So many stories are told; most rules are broken together. */
const toldStories = 10;

/** Progress is told after so many runs where nobody watches. */
const runsPerReport = 10_000;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'faasr-simulation-'));
const file = path.join(folder, 'workflow.json');
const say = (text: string): void => {
	process.stdout.write(`${text}\n`);
};

/** Tells a seed's run in words, as short as its first disagreement allows. */
const story = async (seed: string, rule?: string): Promise<string> => {
	const scenario = drawScenario(seed);
	const simulated = await simulate(scenario, {file});
	const broken = rule ?? simulated.disagreements[0]?.rule;
	return tellStory(...(broken === undefined ? [scenario, simulated] as const : await shorten(scenario, async other => simulate(other, {file}), broken)));
};

/** Records what a user would see of a seed's run. */
const replay = async (seed: string): Promise<string> => {
	const recording = path.resolve(`simulation-${seed}.ndjson`);
	let stop = (): void => undefined;
	await simulate(drawScenario(seed), {file, onRunner(runner, {clock, cloud}) {
		stop = recordEvents(runner, recording, {clock, mask: text => text, cloudLabel: cloud.label, onFailure: say});
	}});
	stop();
	return recording;
};

const many = async (): Promise<boolean> => {
	const startedAt = process.hrtime.bigint();
	const seeds = values.seeds?.split(',').map(Number) ?? listSeeds(Number(values.seed), Number(values.runs));
	const {summary, unmet} = await workInParallel({
		seeds, workerCount: Number(values.workers),
		onProgress(piece, {runCount}) {
			// A long series need not be over for its disagreements to be looked into.
			for (const [rule, {count, seed, text}] of Object.entries(piece.broken)) {
				say(`seed ${seed}${count === 1 ? '' : ` and ${count - 1} more`} [${rule}]: ${text}`);
			}

			if (process.stderr.isTTY) {
				process.stderr.write(`\r${runCount} runs`);
			} else if (runCount % runsPerReport === 0) {
				say(`(${runCount} runs)`);
			}
		},
	});
	// A few chosen runs meet little.
	if (values.seeds === undefined) {
		say(tellCoverage(summary));
		for (const thing of [...unmet, ...listUnmetPairs(summary)]) {
			say(`No run met: ${thing}`);
		}
	}

	const broken = Object.entries(summary.broken).sort(([, a], [, b]) => b.count - a.count);
	const told = new Set<string>();
	for (const [rule, {count, seed, text}] of broken) {
		say(`\n${count} times [${rule}], first in seed ${seed}: ${text}`);
		const words = told.size < toldStories ? await story(seed, rule) : '';
		if (words !== '' && !told.has(words)) {
			told.add(words);
			say(words);
		}
	}

	if (summary.failed.length > 0) {
		say(`\nRun them again: --seeds ${summary.failed.join(',')}`);
	}

	say(`\n${summary.runCount} runs in ${(Number(process.hrtime.bigint() - startedAt) / 1e9).toFixed(0)} s, ${broken.length} rules broken.`);
	return broken.length === 0;
};

try {
	if (values.replay !== undefined) {
		say(`Written: ${await replay(values.replay)}; show it with "faasr-tui replay".`);
	} else if (values.story === undefined) {
		process.exitCode = await (values.guards ? tryGuards(say) : many()) ? 0 : 1;
	} else {
		say(await story(values.story));
	}
} finally {
	fs.rmSync(folder, {recursive: true});
}
