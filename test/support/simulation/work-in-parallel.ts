import {fork, type ChildProcess} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {addSummary, createSummary, type Summary} from './simulate-many.js';

/** What a worker is asked. */
export type Job =
	| {readonly type: 'simulate'; readonly seeds: readonly number[]; readonly isFirstEnough: boolean}
	/** Tells what it has not met, and ends. */
	| {readonly type: 'end'};

/** What a worker answers. */
export type Answer =
	| {readonly type: 'summary'; readonly summary: Summary}
	| {readonly type: 'unmet'; readonly unmet: readonly string[]};

export type ParallelOptions = {
	readonly seeds: readonly number[];
	readonly workerCount: number;
	/** Ends with the first rule that is broken. */
	readonly isFirstEnough?: boolean;
	/** Hears of each piece of the work that is done, and of what all of it has come to so far. */
	readonly onProgress?: (piece: Summary, soFar: Summary) => void;
	/** The worker's module. @default this folder's */
	readonly workerFile?: string;
};

/** What all workers together came to. */
export type Parallel = {
	readonly summary: Summary;
	/** Branches of the judges that none of them has met. */
	readonly unmet: readonly string[];
};

const chunkSize = 200;

const ask = async (child: ChildProcess, job: Job): Promise<Answer> => new Promise((resolve, reject) => {
	const onExit = (): void => {
		reject(new Error(`A worker ended with exit code ${child.exitCode ?? child.signalCode ?? 'unknown'}.`));
	};

	child.once('exit', onExit);
	child.once('message', answer => {
		child.off('exit', onExit);
		resolve(answer as Answer);
	});
	child.send(job);
});

/** Simulates many runs in worker processes. */
export const workInParallel = async ({seeds, workerCount, isFirstEnough = false, onProgress, workerFile = fileURLToPath(new URL('worker.ts', import.meta.url))}: ParallelOptions): Promise<Parallel> => {
	const summary = createSummary();
	let next = 0;
	const isEnough = (): boolean => next >= seeds.length || (isFirstEnough && Object.keys(summary.broken).length > 0);
	const unmet = await Promise.all(Array.from({length: workerCount}, async () => {
		const child = fork(workerFile, {execArgv: ['--import', 'tsx', '--max-semi-space-size=64']});
		while (!isEnough()) {
			const chunk = seeds.slice(next, next + chunkSize);
			next += chunk.length;
			const answer = await ask(child, {type: 'simulate', seeds: chunk, isFirstEnough});
			if (answer.type === 'summary') {
				addSummary(summary, answer.summary);
				onProgress?.(answer.summary, summary);
			}
		}

		const answer = await ask(child, {type: 'end'});
		return new Set(answer.type === 'unmet' ? answer.unmet : []);
	}));
	const [first = new Set<string>(), ...rest] = unmet;
	return {summary, unmet: [...first].filter(branch => rest.every(others => others.has(branch)))};
};
