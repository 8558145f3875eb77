import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {executeAttempt, type ExecutionOptions} from './execute-attempt.js';
import {createRunQueue} from './run-queue.js';
import {type RunRegistry} from './run-registry.js';
import {getCurrentAttempt, type WorkflowRun} from './workflow-run.js';

/** What runs are executed with, and how many at once. */
export type RunLifecycleOptions = ExecutionOptions & {
	/** So many runs have a runner; those that come later are queued. */
	readonly parallelism: number;
};

/** Moves runs from queued to completed. */
export type RunLifecycle = {
	readonly submit: (run: WorkflowRun) => void;
	/** Asks a run to stop; false when it has already ended. */
	readonly cancel: (id: number, options?: {readonly force?: boolean}) => boolean;
	/** Waits until nothing runs any more, for so long at most. */
	readonly waitUntilIdle: (mostMs: number) => Promise<void>;
	/** Cancels everything by force and waits, for a bounded time, until it has ended. */
	readonly close: () => Promise<void>;
};

/** How long closing waits for cancelled runs to end. */
const closeTimeoutMs = 15_000;

const createCancelReason = (isForced: boolean): Error => {
	const reason = new Error('the run was cancelled');
	reason.name = isForced ? 'ForceCancel' : 'Cancel';
	return reason;
};

/** Creates the scheduler of one Actions API: a queue with an executor behind it. */
export const createRunLifecycle = (runs: RunRegistry, options: RunLifecycleOptions, apiUrl: string): RunLifecycle => {
	const {clock, dataDir} = options;
	const queue = createRunQueue(options.parallelism);
	const controllers = new Map<number, {readonly cancel: AbortController; readonly force: AbortController}>();
	const logDir = join(dataDir, 'run-logs');
	let isClosed = false;

	const execute = async (id: number): Promise<void> => {
		const controller = {cancel: new AbortController(), force: new AbortController()};
		controllers.set(id, controller);
		const started = {status: 'in_progress', startedAt: clock.now()} as const;
		const {number} = getCurrentAttempt(runs.updateAttempt(id, started));
		mkdirSync(logDir, {recursive: true, mode: 0o700});
		const logFile = join(logDir, `${id}-${number}.log`);
		const run = runs.updateAttempt(id, {logFile});
		const ending = await executeAttempt({
			run, options, apiUrl, logFile, signal: controller.cancel.signal, forceSignal: controller.force.signal,
		});
		controllers.delete(id);
		runs.updateAttempt(id, {...ending, status: 'completed', completedAt: clock.now()});
	};

	const cancel: RunLifecycle['cancel'] = (id, {force = false} = {}) => {
		if (queue.remove(id)) {
			runs.updateAttempt(id, {status: 'completed', conclusion: 'cancelled', completedAt: clock.now()});
			return true;
		}

		const controller = controllers.get(id);
		controller?.cancel.abort(createCancelReason(force));
		if (force) {
			controller?.force.abort(createCancelReason(force));
		}

		return controller !== undefined;
	};

	const waitUntilIdle = async (mostMs: number): Promise<void> => {
		const idle = new AbortController();
		const giveUp = clock.sleep(mostMs, {signal: idle.signal}).catch(() => undefined); // eslint-disable-line promise/prefer-await-to-then
		await Promise.race([queue.waitUntilIdle(), giveUp]);
		idle.abort();
		await giveUp;
	};

	return {
		submit(run) {
			if (!isClosed) {
				queue.add({id: run.id, start: async () => execute(run.id)});
			}
		},
		cancel,
		waitUntilIdle,
		async close() {
			isClosed = true;
			for (const run of runs.list()) {
				cancel(run.id, {force: true});
			}

			await waitUntilIdle(closeTimeoutMs);
		},
	};
};
