import {type ActionJob, type RunActionJob} from '../../../source/clouds/local/action-job.js';

/** Actions that run until they are told to end, or are cancelled. */
export type GatedActions = {
	readonly runAction: RunActionJob;
	/** Every job ever started, in that order. */
	readonly jobs: readonly ActionJob[];
	readonly running: ReadonlySet<number>;
	/** Most jobs that ever ran at once. */
	readonly getPeak: () => number;
	/** Resolves once so many jobs have been started. */
	readonly waitForJobs: (count: number) => Promise<void>;
	readonly finish: (runId: number, exitCode?: number) => void;
};

export const createGatedActions = ({ignoresCancel = false} = {}): GatedActions => {
	const jobs: ActionJob[] = [];
	const endings = new Map<number, (exitCode: number) => void>();
	const running = new Set<number>();
	const waiting: Array<{readonly count: number; readonly resolve: () => void}> = [];
	let peak = 0;
	return {
		jobs,
		running,
		getPeak: () => peak,
		async runAction(job) {
			jobs.push(job);
			running.add(job.runId);
			peak = Math.max(peak, running.size);
			job.writeLog(`started ${job.runId}\n`);
			for (const {count, resolve} of waiting) {
				if (jobs.length >= count) {
					resolve();
				}
			}

			const exitCode = await new Promise<number>(resolve => {
				endings.set(job.runId, resolve);
				if (!ignoresCancel) {
					job.signal.addEventListener('abort', () => {
						resolve(137);
					});
				}
			});
			running.delete(job.runId);
			return {exitCode};
		},
		async waitForJobs(count) {
			if (jobs.length < count) {
				await new Promise<void>(resolve => {
					waiting.push({count, resolve});
				});
			}
		},
		finish(runId, exitCode = 0) {
			endings.get(runId)?.(exitCode);
		},
	};
};
