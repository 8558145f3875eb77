import {systemClock} from '../../../source/ports/clock/system-clock.js';
import {type CrashSource} from '../../../source/environment/process-events.js';
import {runCi} from '../../../source/commands/run/run-ci.js';
import {type RunOptions} from '../../../source/commands/run/run-options.js';
import {loadWorkflow} from '../../../source/run/runner/load-workflow.js';
import {type StopSignal} from '../../../source/ports/errors/exit-codes.js';
import {createListeners} from '../../../source/ports/listeners/create-listeners.js';
import {createMemoryOutput} from '../memory-output.js';

/** `faasr-tui document --ci` inside this process, with signals and crashes that the test sends. */
export const startRunCi = (workflowFile: string, options: Partial<RunOptions>) => {
	const stdout = createMemoryOutput();
	const stderr = createMemoryOutput();
	const signals = createListeners<[signal: StopSignal]>();
	const crashes = createListeners<[error: unknown]>();
	const source: CrashSource = {onCrash: crashes.add};
	const remembered: string[] = [];
	const run = async (): Promise<{readonly exitCode?: number; readonly error?: unknown}> => {
		try {
			return {exitCode: await runCi({
				loaded: loadWorkflow(workflowFile), isCi: true, isLocal: false, shouldTrigger: true, timeout: 120, checkInterval: 0.1, shouldStreamLogs: true,
				functionsDir: undefined, dataDir: undefined, shouldKeep: false, env: {}, stdout, stderr, clock: systemClock,
				signals: {onSignal: signals.add}, crashes: source,
				rememberSecrets(secrets) {
					remembered.push(...secrets);
				},
				...options,
			})};
		} catch (error) {
			return {error};
		}
	};

	return {stdout, stderr, remembered, sendSignal: signals.call, crash: crashes.call, ended: run()};
};
