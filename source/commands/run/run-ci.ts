import {sanitizeLine} from '../../core/text/sanitize.js';
import {describeWeakSecrets} from '../../clouds/credentials/describe-weak-secrets.js';
import {decideExitCode} from '../../ports/errors/decide-exit-code.js';
import {isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {describeFailure} from '../../screen/describe-failure.js';
import {chooseReporters} from '../../report/choose-reporters.js';
import {getReportedResult} from '../../report/get-reported-result.js';
import {type AttachedReporters} from '../../report/attach-reporters.js';
import {openReporters} from '../../report/open-reporters.js';
import {type Alarm, createAlarm} from './crash-source.js';
import {createRunner, type OpenRunner} from './create-runner.js';
import {createStopper} from './create-stopper.js';
import {type RunOptions} from './run-options.js';
import {watchTests, type WatchedTests} from './watch-tests.js';

const announce = ({runner, cloudLabel, limits, isLocal, credentialNames}: OpenRunner, options: RunOptions, reporters: AttachedReporters): void => {
	const {workflowFile, isWatching = false} = options;
	// One line: what every run has above it is read once.
	reporters.note([`${isWatching ? 'Watching' : 'Running'} ${workflowFile} on ${cloudLabel}${limits.length === 0 ? '' : '.'}`, ...limits].join(' '));
	const weak = describeWeakSecrets(runner.workflow.document, options, isLocal ? [] : credentialNames.map(variable => ({variable})));
	if (weak !== undefined) {
		reporters.note(`Warning: ${weak}`);
	}
};

const runToEnd = async (open: OpenRunner, options: RunOptions, reporters: AttachedReporters, alarm: Alarm): Promise<number> => {
	const {runner} = open;
	const stopper = createStopper({
		runner, say: reporters.note, isWatching: options.isWatching ?? false, shouldFailFast: options.shouldFailFast ?? false,
	});
	const removeSignals = options.signals.onSignal(stopper.onSignal);
	let tests: WatchedTests | undefined;
	const follow = async (): Promise<number> => {
		tests = await watchTests(open, options, reporters.note);
		const begun = options.begin?.(runner, reporters.note) ?? runner.triggerWorkflow();
		// Who only watches may be waiting for a run's first word.
		await (options.isWatching === true ? Promise.race([begun, stopper.givenUp()]) : begun);
		await Promise.race([runner.result(), stopper.givenUp()]);
		await stopper.settled();
		await Promise.race([tests?.settled(), stopper.givenUp()]);
		const result = getReportedResult(runner.store.getSnapshot(), options.clock.now(), {
			signal: stopper.getSignal(), hasFailedFast: stopper.hasFailedFast(), assertions: tests?.store.getSnapshot(),
		});
		// A bug has been told as the end of this run.
		alarm.check();
		reporters.finish(result);
		return result.exitCode;
	};

	try {
		return await alarm.guard(follow());
	} catch (error) {
		reporters.fail(error);
		const signal = stopper.getSignal();
		if (signal !== undefined && isFaasrTuiError(error) && error.code === 'cancelled') {
			options.stderr.write(`✖ ${open.mask(sanitizeLine(describeFailure(error)))}\n`);
			return decideExitCode({error: error.code, signal});
		}

		throw error;
	} finally {
		stopper.stop();
		await tests?.stop();
		await runner.cleanup();
		removeSignals();
	}
};

/** Triggers the workflow, lets the reporters tell of it, and resolves with the exit code. */
export const runCi = async (options: RunOptions): Promise<number> => {
	const {stdout, stderr, clock, env} = options;
	const choices = chooseReporters({
		flags: options.reporters ?? [], eventsFile: options.eventsFile, isGithubActions: env['GITHUB_ACTIONS'] === 'true',
	});
	const open = await createRunner(options);
	const {runner, mask, cloudLabel} = open;
	const alarm = createAlarm(options.crashes);
	let reporters: AttachedReporters | undefined;
	try {
		reporters = openReporters({
			choices, feed: {store: runner.store, subscribe: listener => runner.subscribe(listener)}, hasLogs: options.shouldStreamLogs, stdout, stderr, clock, mask, cloudLabel, env, onBug: alarm.raise,
		});
		announce(open, options, reporters);
		return await runToEnd(open, options, reporters, alarm);
	} finally {
		await runner.cleanup();
		reporters?.detach();
		alarm.stop();
	}
};
