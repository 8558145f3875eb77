import {type RunOptions} from './run-options.js';

/** Runs a workflow: on the screen in a terminal, as plain lines in a pipeline or with `--ci`. Resolves with the exit code. */
export const run = async (options: RunOptions): Promise<number> => {
	if (options.isCi) {
		if (options.plainReason !== undefined) {
			options.stderr.write(`${options.plainReason}\n`);
		}

		const {runCi} = await import('./run-ci.js');
		return runCi(options);
	}

	const {runScreen} = await import('./run-screen.js');
	return runScreen(options);
};
