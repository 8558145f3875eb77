import {randomUUID} from 'node:crypto';
import {type Clock} from '../ports/clock.js';
import {type Output} from '../ports/output.js';
import {attachReporters, type AttachedReporters} from './attach-reporters.js';
import {type ReporterChoice} from './choose-reporters.js';
import {type FileOutput, openFileOutput} from './open-file-output.js';
import {openStepSummary} from './open-step-summary.js';
import {type ReporterContext, type RunFeed} from './reporter.js';
import {reporters} from './reporters.js';

export type OpenReportersOptions = {
	readonly choices: readonly ReporterChoice[];
	readonly feed: RunFeed;
	readonly stdout: Output;
	readonly stderr: Output;
	readonly clock: Clock;
	readonly mask: (text: string) => string;
	readonly cloudLabel: string;
	readonly hasLogs: boolean;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly readFiles?: ReporterContext['readFiles'];
	/** Told what a reporter throws between two events; by default nobody catches it. */
	readonly onBug?: (error: unknown) => void;
};

const openFiles = (choices: readonly ReporterChoice[], stderr: Output): ReadonlyMap<string, FileOutput> => {
	const files = new Map<string, FileOutput>();
	try {
		for (const {file} of choices) {
			if (file !== undefined) {
				files.set(file, openFileOutput(file, sentence => {
					stderr.write(`${sentence}\n`);
				}));
			}
		}
	} catch (error) {
		for (const output of files.values()) {
			output.close();
		}

		throw error;
	}

	return files;
};

/** Opens the reporters that were chosen, their files included, and lets them listen to a run. Throws a `FaasrTuiError` for a file that cannot be written. */
export const openReporters = async (options: OpenReportersOptions): Promise<AttachedReporters> => {
	const {choices, feed, stdout, stderr, clock, mask, cloudLabel, hasLogs, env, readFiles} = options;
	const loaded = await Promise.all(choices.map(async choice => ({...choice, createReporter: await reporters[choice.name]()})));
	const files = openFiles(choices, stderr);
	const stepSummary = openStepSummary(env['GITHUB_STEP_SUMMARY'], sentence => {
		stderr.write(`${sentence}\n`);
	});
	const opened = loaded.map(({createReporter, file}) => createReporter({
		store: feed.store,
		output: (file === undefined ? undefined : files.get(file)) ?? stdout,
		clock,
		mask,
		cloudLabel,
		hasLogs,
		createToken: randomUUID,
		...(stepSummary && {stepSummary}),
		...(readFiles && {readFiles}),
	}));
	const attached = attachReporters(feed, opened, clock, options.onBug);
	return {
		...attached,
		detach() {
			attached.detach();
			for (const output of files.values()) {
				output.close();
			}
		},
	};
};
