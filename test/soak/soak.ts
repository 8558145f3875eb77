/*
`npm run soak` looks for what leaks: 30 simulated days of runs on the virtual clock, then 10 real minutes of runs on the local
cloud (`--days`, `--minutes` for less; 0 leaves one out). Prints one table, ends with 1 when something grew.
*/
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {soakLocalRuns} from './local-runs.js';
import {compareThirds} from './samples.js';
import {soakSimulatedDays, type Soaked} from './simulated-days.js';

const {values} = parseArgs({options: {days: {type: 'string', default: '30'}, minutes: {type: 'string', default: '10'}}});
const folder = mkdtempSync(join(tmpdir(), 'faasr-soak-'));
// Whatever is left in the temporary folder is counted, so it is one of our own.
process.env['TMPDIR'] = join(folder, 'tmp');
mkdirSync(process.env['TMPDIR']);
const progress = (text: string): void => {
	if (process.stderr.isTTY) {
		process.stderr.write(`\r${text} `);
	}
};

const parts: ReadonlyArray<{readonly title: string; readonly amount: number; readonly soak: () => Promise<Soaked>}> = [
	{
		title: `${values.days} simulated days`,
		amount: Number(values.days),
		soak: async () => soakSimulatedDays(folder, Number(values.days), day => {
			progress(`day ${day}`);
		}),
	},
	{
		title: `${values.minutes} real minutes`,
		amount: Number(values.minutes),
		soak: async () => soakLocalRuns(folder, Number(values.minutes), runCount => {
			progress(`run ${runCount}`);
		}),
	},
];

for (const {title, amount, soak} of parts) {
	if (amount > 0) {
		const {runCount, samples} = await soak();
		progress('');
		process.stdout.write(`${title}: ${runCount} runs, ${samples.length} samples\n`);
		for (const {name, first, last, isLeak} of compareThirds(samples)) {
			process.stdout.write(`  ${name.padEnd(18)} first third ${first.toFixed(1).padStart(7)}   last third ${last.toFixed(1).padStart(7)}   ${isLeak ? 'LEAK' : 'flat'}\n`);
			process.exitCode = isLeak ? 1 : process.exitCode;
		}
	}
}

rmSync(folder, {recursive: true, force: true});
