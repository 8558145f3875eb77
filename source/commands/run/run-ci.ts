import {createLinesReporter, type LinesReporter} from '../../reporters/lines.js';
import {describeUnstopped} from '../../runner/describe-unstopped.js';
import {getLogTail} from '../../runner/wait-for-node.js';
import {type WorkflowRunner} from '../../runner/workflow-runner.js';
import {createRunner} from './create-runner.js';
import {type RunOptions} from './run-options.js';
import {signalExitCodes, type StopSignal} from './signal-source.js';

const cancelAndReport = async (runner: WorkflowRunner, reporter: LinesReporter, signal: AbortSignal): Promise<void> => {
	const unstopped = describeUnstopped(await runner.cancel({signal}));
	if (unstopped !== undefined) {
		reporter.writeNote(unstopped);
	}
};

/** A run that a signal may stop: first asks its platform to cancel, then, at the second, gives up waiting. */
const createStopper = (runner: WorkflowRunner, reporter: LinesReporter, isWatching = false) => {
	const impatience = new AbortController();
	let first: StopSignal | undefined;
	let cancelling: Promise<void> | undefined;
	return {
		signal: impatience.signal,
		/** Resolves when a cancel has said what became of it: the verdict can be known before the platform is at rest. */
		async settled(): Promise<void> {
			await Promise.allSettled([cancelling]);
		},
		getSignal: () => first,
		onSignal(signal: StopSignal): void {
			if (first !== undefined) {
				reporter.writeNote(`${signal} again: not waiting for the platform`);
				impatience.abort(new Error('interrupted twice'));
				return;
			}

			first = signal;
			if (isWatching) {
				reporter.writeNote(`${signal}: not watching any more, the run goes on`);
				impatience.abort(new Error('stopped watching'));
				return;
			}

			reporter.writeNote(`${signal}: cancelling what runs (again to exit at once)`);
			cancelling = cancelAndReport(runner, reporter, impatience.signal);
			void Promise.allSettled([cancelling]);
		},
	};
};

const waitForAbort = async (signal: AbortSignal): Promise<'aborted'> => new Promise(resolve => {
	signal.addEventListener('abort', () => {
		resolve('aborted');
	}, {once: true});
});

/** Triggers the workflow, writes its lines, and resolves with the exit code. */
export const runCi = async (options: RunOptions): Promise<number> => {
	const {runner, cloudLabel, mask, limits} = await createRunner(options);
	const reporter = createLinesReporter({
		output: options.stdout,
		clock: options.clock,
		mask,
		getLogTail: node => getLogTail(runner.store.logs.getSnapshot(), node),
	});
	const stopper = createStopper(runner, reporter, options.isWatching);
	const unsubscribe = runner.subscribe(event => {
		reporter.onEvent(event);
	});
	const removeSignals = options.signals.onSignal(signal => {
		stopper.onSignal(signal);
	});
	try {
		reporter.writeNote(`${options.isWatching === true ? 'Watching' : 'Running'} ${options.workflowFile} on ${cloudLabel}`);
		for (const limit of limits) {
			reporter.writeNote(limit);
		}

		await (options.begin?.(runner, text => {
			reporter.writeNote(text);
		}) ?? runner.triggerWorkflow());
		const result = await Promise.race([runner.result(), waitForAbort(stopper.signal)]);
		const signal = stopper.getSignal();
		if (result === 'aborted') {
			return signalExitCodes[signal ?? 'SIGINT'];
		}

		await Promise.race([stopper.settled(), waitForAbort(stopper.signal)]);
		reporter.writeResult(result);
		return signal === undefined ? result.exitCode : signalExitCodes[signal];
	} finally {
		unsubscribe();
		await runner.cleanup();
		removeSignals();
	}
};
