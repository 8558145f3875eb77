import {fork, type ChildProcess} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {addSummary, createSummary, type Summary} from './simulate-many.js';

/** What a worker is asked. */
export type Job =
	| {readonly type: 'simulate'; readonly from: number; readonly count: number; readonly isFirstEnough: boolean}
	/** Tells what it has not met, and ends. */
	| {readonly type: 'end'};

/** What a worker answers. */
export type Answer =
	| {readonly type: 'summary'; readonly summary: Summary}
	| {readonly type: 'unmet'; readonly unmet: readonly string[]};

export type ParallelOptions = {
	/** The first seed. */
	readonly from: number;
	readonly count: number;
	readonly workerCount: number;
	/** Ends with the first rule that is broken. */
	readonly isFirstEnough?: boolean;
	readonly onProgress?: (runCount: number) => void;
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
export const workInParallel = async ({from, count, workerCount, isFirstEnough = false, onProgress, workerFile = fileURLToPath(new URL('worker.ts', import.meta.url))}: ParallelOptions): Promise<Parallel> => {
	const summary = createSummary();
	let next = from;
	const isEnough = (): boolean => next >= from + count || (isFirstEnough && Object.keys(summary.broken).length > 0);
	const unmet = await Promise.all(Array.from({length: workerCount}, async () => {
		const child = fork(workerFile, {execArgv: ['--import', 'tsx']});
		while (!isEnough()) {
			const start = next;
			next = Math.min(from + count, next + chunkSize);
			const answer = await ask(child, {type: 'simulate', from: start, count: next - start, isFirstEnough});
			if (answer.type === 'summary') {
				addSummary(summary, answer.summary);
				onProgress?.(summary.runCount);
			}
		}

		const answer = await ask(child, {type: 'end'});
		return new Set(answer.type === 'unmet' ? answer.unmet : []);
	}));
	const [first = new Set<string>(), ...rest] = unmet;
	return {summary, unmet: [...first].filter(branch => rest.every(others => others.has(branch)))};
};
