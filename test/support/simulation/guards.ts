import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {listSeeds} from './simulate-many.js';
import {workInParallel} from './work-in-parallel.js';

/** A condition of the judges that keeps them from a wrong verdict, and what is left when it is taken away. */
export type Guard = {
	readonly name: string;
	/** Below `source/`. */
	readonly file: string;
	/** Stands in the file exactly once. */
	readonly guarded: string;
	readonly unguarded: string;
	/** Finds that the guard is missing. */
	readonly seed: number;
};

export const guards: readonly Guard[] = [
	{
		name: 'an ERROR without a call stack waits for the end of its run',
		file: 'core/run/judge-log.ts',
		guarded: 'if (node.log?.mayBeText !== true) {',
		unguarded: 'if (node.log !== undefined) {',
		seed: 4,
	},
	{
		name: 'only a successor that has one predecessor proves a dispatch',
		file: 'core/run/judge-done.ts',
		guarded: ' || target.predecessors.length !== 1',
		unguarded: '',
		seed: 5,
	},
	{
		name: 'an ERROR without a call stack is no failure beside a marker',
		file: 'core/run/judge-log.ts',
		guarded: 'node.doneAt !== undefined || context.listedAt === undefined',
		unguarded: 'context.listedAt === undefined',
		seed: 56,
	},
	{
		name: 'a lone marker waits while a run may be alive',
		file: 'core/run/judge-done.ts',
		guarded: '!mayBeAlive(node, context) && ',
		unguarded: '',
		seed: 13,
	},
	{
		name: 'a node whose run may be at work is not skipped',
		file: 'core/run/judge-reach.ts',
		guarded: 'blocked === undefined && mayBeAtWork(node, context)',
		unguarded: 'false',
		seed: 274,
	},
	{
		name: 'a join fails only when every dispatch has its run',
		file: 'core/run/judge-join.ts',
		guarded: 'runs.length < dispatched || ',
		unguarded: '',
		seed: 26,
	},
	{
		name: 'a failure is without a marker only once a listing confirms it',
		file: 'core/run/judge-join.ts',
		guarded: 'return node.isDoneAbsent === true;',
		unguarded: 'return node.doneAt === undefined;',
		seed: 265,
	},
	{
		name: 'a red run proves nothing while another dispatch may come',
		file: 'core/run/judge-runs.ts',
		guarded: 'mayGrow || isUndispatched',
		unguarded: 'isUndispatched',
		seed: 334,
	},
	{
		name: 'a green end without a marker waits for late listings',
		file: 'core/run/judge-runs.ts',
		guarded: ' || mayBeLate(runs, context)',
		unguarded: '',
		seed: 1840,
	},
	{
		name: 'no value for a conditional is not an answer',
		file: 'core/run/dispatch-fate.ts',
		guarded: '(log?.result === \'True\' || log?.result === \'False\') && ',
		unguarded: 'log !== undefined && ',
		seed: 45,
	},
	{
		name: 'what is downstream of an answer that led elsewhere is not skipped',
		file: 'core/run/judge-reach.ts',
		guarded: '.filter(({from, edges}) => !leadsElsewhere(context.getNode(from), edges))',
		unguarded: '',
		seed: 275,
	},
];

/** Within so many runs the absence of each guard is found. */
const mostRuns = 2000;

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Copies the program and the simulation into a folder, with one guard taken away. */
const copyUnguarded = (folder: string, {file, guarded, unguarded, name}: Guard): string => {
	for (const part of ['source', 'test/support', 'test/support/core', 'package.json', 'tsconfig.json']) {
		fs.cpSync(path.join(root, part), path.join(folder, part), {recursive: true});
	}

	fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
	const target = path.join(folder, 'source', file);
	const parts = fs.readFileSync(target, 'utf8').split(guarded);
	if (parts.length !== 2) {
		throw new Error(`The guard "${name}" stands ${parts.length - 1} times in source/${file}, not once: bring the list of guards up to date.`);
	}

	fs.writeFileSync(target, parts.join(unguarded));
	return path.join(folder, 'test/support/simulation/worker.ts');
};

/** Simulates without a guard, from a seed on; gives the first seed that finds it missing, with the rule that it broke. */
export const tryGuard = async (guard: Guard, {from = 0, count = mostRuns, workerCount = 1}: {readonly from?: number; readonly count?: number; readonly workerCount?: number} = {}): Promise<{readonly seed: string; readonly rule: string} | undefined> => {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'faasr-guard-'));
	try {
		const {summary} = await workInParallel({seeds: listSeeds(from, count), workerCount, isFirstEnough: true, workerFile: copyUnguarded(folder, guard)});
		const [found] = Object.entries(summary.broken);
		return found && {seed: found[1].seed, rule: found[0]};
	} finally {
		fs.rmSync(folder, {recursive: true});
	}
};

/** Takes every guard away, one at a time, and tells which seed finds it; false when one is not missed. */
export const tryGuards = async (say: (text: string) => void): Promise<boolean> => {
	let isEveryFound = true;
	for (const guard of guards) {
		const found = await tryGuard(guard, {workerCount: 2});
		isEveryFound &&= found !== undefined;
		say(found === undefined ? `NOT FOUND: ${guard.name}` : `seed ${found.seed.padStart(5)}  [${found.rule}]  ${guard.name}`);
	}

	return isEveryFound;
};
