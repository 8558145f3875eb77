/*
Simulates many runs and tells what disagrees with the truth; or replays, or tells, one of them:

npm run test:simulation -- --runs 200000 --seed 0 --workers 2
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
import {listUnmetPairs, tellCoverage} from './tell-coverage.js';
import {tellStory} from './tell-story.js';
import {workInParallel} from './work-in-parallel.js';

const {values} = parseArgs({options: {
	runs: {type: 'string', default: '2000'},
	seed: {type: 'string', default: '0'},
	workers: {type: 'string', default: String(Math.max(1, Math.min(2, os.availableParallelism())))},
	replay: {type: 'string'},
	story: {type: 'string'},
	guards: {type: 'boolean', default: false},
}});

/** Of so many broken rules the story is told; most rules are broken together. */
const toldStories = 10;

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
	const {summary, unmet} = await workInParallel({
		from: Number(values.seed), count: Number(values.runs), workerCount: Number(values.workers),
		onProgress(runCount) {
			if (process.stderr.isTTY) {
				process.stderr.write(`\r${runCount} runs`);
			}
		},
	});
	const unmetPairs = listUnmetPairs(summary);
	say(tellCoverage(summary));
	for (const branch of unmet) {
		say(`No run met: ${branch}`);
	}

	for (const pair of unmetPairs) {
		say(`No run met: ${pair}`);
	}

	const broken = Object.entries(summary.broken).sort(([, a], [, b]) => b.count - a.count);
	for (const [index, [rule, {count, seed, text}]] of broken.entries()) {
		say(`\n${count} times [${rule}], first in seed ${seed}: ${text}`);
		if (index < toldStories) {
			say(await story(seed, rule));
		}
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
