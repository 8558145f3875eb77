import {sanitizeLine} from '../../core/text/sanitize.js';
import {describeWeakSecrets} from '../../clouds/credentials/describe-weak-secrets.js';
import {createClosingStack, type ClosingStack} from '../../ports/closing-stack.js';
import {decideExitCode} from '../../ports/errors/decide-exit-code.js';
import {describeBriefly} from '../../ports/errors/describe-failure.js';
import {isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {chooseReporters} from '../../report/choose-reporters.js';
import {getReportedResult} from '../../report/get-reported-result.js';
import {type AttachedReporters} from '../../report/attach-reporters.js';
import {openReporters} from '../../report/open-reporters.js';
import {type Alarm, createAlarm} from './alarm.js';
import {createFilesReader} from './create-files-reader.js';
import {openSession, type RunSession} from './open-session.js';
import {type RunOptions} from './run-options.js';
import {createStopper} from './stop-policy.js';
import {watchTests} from './watch-tests.js';
import {describeFilesCommand, describeLostFiles} from './write-summary.js';

const announce = ({runner, cloudLabel, limits, isLocal, credentialNames}: RunSession, options: RunOptions, reporters: AttachedReporters): void => {
	const {loaded: {path}, isWatching = false} = options;
	// One line: what every run has above it is read once.
	reporters.note([`${isWatching ? 'Watching' : 'Running'} ${path} on ${cloudLabel}${limits.length === 0 ? '' : '.'}`, ...limits].join(' '));
	const weak = describeWeakSecrets(runner.workflow.document, options, isLocal ? [] : credentialNames.map(variable => ({variable})));
	if (weak !== undefined) {
		reporters.note(`Warning: ${weak}`);
	}
};

type Parts = {readonly reporters: AttachedReporters; readonly alarm: Alarm; readonly closing: ClosingStack};

const runToEnd = async (session: RunSession, options: RunOptions, {reporters, alarm, closing}: Parts): Promise<number> => {
	const {runner} = session;
	const stopper = createStopper({
		runner, say: reporters.note, isWatching: options.isWatching ?? false, shouldFailFast: options.shouldFailFast ?? false,
	});
	// Signals are heard until the runner is at rest.
	closing.add(options.signals.onSignal(stopper.onSignal));
	closing.add(async () => runner.cleanup());
	closing.add(stopper.stop);
	const follow = async (): Promise<number> => {
		const tests = await watchTests(session, options, reporters.note);
		closing.add(async () => tests?.stop());
		const begun = options.begin?.(runner, reporters.note) ?? runner.triggerWorkflow();
		// Who only watches may be waiting for a run's first word.
		await (options.isWatching === true ? Promise.race([begun, stopper.left]) : begun);
		await Promise.race([runner.result(), stopper.left]);
		await stopper.settled();
		await Promise.race([tests?.settled(), stopper.left]);
		const result = getReportedResult(runner.store.getSnapshot(), options.clock.now(), {
			signal: stopper.getSignal(), hasFailedFast: stopper.hasFailedFast(), assertions: tests?.store.getSnapshot(),
		});
		// A bug has been told as the end of this run.
		alarm.check();
		const filesCommand = describeFilesCommand(session, options);
		if (filesCommand !== undefined) {
			reporters.note(`Fetch its files: ${filesCommand}`);
		}

		const lost = describeLostFiles(session, options);
		if (lost !== undefined) {
			reporters.note(`${lost} --data-dir FOLDER`);
		}

		await reporters.finish(result, stopper.left);
		return result.exitCode;
	};

	try {
		return await alarm.guard(follow());
	} catch (error) {
		reporters.fail(error);
		const signal = stopper.getSignal();
		if (signal !== undefined && isFaasrTuiError(error) && error.code === 'cancelled') {
			options.stderr.write(`✖ ${session.mask(sanitizeLine(describeBriefly(error)))}\n`);
			return decideExitCode({error: error.code, signal});
		}

		throw error;
	}
};

/** Triggers the workflow, lets the reporters tell of it, and resolves with the exit code. */
export const runCi = async (options: RunOptions): Promise<number> => {
	const {stdout, stderr, clock, env} = options;
	const choices = chooseReporters({
		flags: options.reporters ?? [], eventsFile: options.eventsFile, isGithubActions: env['GITHUB_ACTIONS'] === 'true',
	});
	const session = await openSession(options);
	const {runner, mask, cloudLabel} = session;
	const closing = createClosingStack();
	const alarm = createAlarm(options.crashes);
	closing.add(alarm.stop);
	closing.add(async () => runner.cleanup());
	try {
		const reporters = await openReporters({
			choices, feed: {store: runner.store, subscribe: listener => runner.subscribe(listener)}, hasLogs: options.shouldStreamLogs, stdout, stderr, clock, mask, cloudLabel, env, onBug: alarm.raise, readFiles: createFilesReader(runner, clock),
		});
		closing.add(reporters.detach);
		announce(session, options, reporters);
		return await runToEnd(session, options, {reporters, alarm, closing});
	} finally {
		await closing.close();
	}
};
