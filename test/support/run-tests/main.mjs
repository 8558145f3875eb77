/*
`npm test`: compiles source/ and test/ once, then runs every test as plain JavaScript, many small files in one process.

`npm test -- test/core test/cli.ts` runs what lies there; `npm test -- --coverage` holds what they reach of source/ against
test/coverage-floor.json, too. Why not tap's own runner: it puts hooks into every Node.js that is started, also into the program
under test, which cost a third of all CPU. The tests are tap's all the same: `npx tap test/x.ts` and `npx tsx test/x.ts` run one.
*/
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {compile, projectFolder} from './compile.mjs';
import {checkCoverage, getCoverageFolder, removeCoverage} from './coverage.mjs';
import {findTests, shareProcesses} from './processes.mjs';
import {runProcess} from './run-process.mjs';

const {values: {jobs, coverage}, positionals} = parseArgs({
	options: {jobs: {type: 'string', short: 'j', default: String(os.availableParallelism())}, coverage: {type: 'boolean', default: false}},
	allowPositionals: true,
});

const startedAt = performance.now();
fs.rmSync(path.join(projectFolder, '.tap/test-results'), {recursive: true, force: true});
removeCoverage();
await compile();

const tests = findTests(positionals.length > 0 ? positionals : ['test']);
const waiting = shareProcesses(tests);
const processCount = waiting.length;
const done = [];
const tell = ({files, isGood, ending, seconds, failures, output}) => {
	const name = files.length > 1 ? `${path.dirname(files[0])} and ${files.length - 1} more` : files[0];
	process.stdout.write(`${isGood ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)\n`);
	if (!isGood) {
		const lines = failures.length > 0 ? failures : fs.readFileSync(output, 'utf8').trimEnd().split('\n').slice(-40);
		process.stdout.write(`${lines.join('\n')}\nended with ${ending}; all of its output: ${path.relative(projectFolder, output)}\n\n`);
	}
};

const work = async () => {
	for (let files = waiting.shift(); files !== undefined; files = waiting.shift()) {
		const result = await runProcess(files, coverage ? getCoverageFolder(files) : undefined);
		done.push(result);
		tell(result);
	}
};

await Promise.all(Array.from({length: Number(jobs)}, async () => work()));

const failed = done.filter(({isGood}) => !isGood);
const holes = coverage ? await checkCoverage(tests, positionals.length === 0) : [];
const assertionCount = done.reduce((sum, {assertions}) => sum + assertions, 0);
process.stdout.write([
	...holes.map(hole => `FAILED coverage: ${hole}\n`),
	`${assertionCount} assertions of ${tests.length} files in ${processCount} processes, ${((performance.now() - startedAt) / 1000).toFixed(0)} s: `,
	failed.length === 0 ? 'all passed\n' : `${failed.length} processes failed: ${failed.map(({files}) => files[0]).join(', ')}\n`,
].join(''));
process.exitCode = failed.length === 0 && holes.length === 0 ? 0 : 1;
