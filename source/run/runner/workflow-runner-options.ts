import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type Clock} from '../../ports/clock.js';
import {type Cloud} from '../../ports/cloud.js';
import {type CloudOptions} from './cloud-options.js';

export type WorkflowRunnerOptions = CloudOptions & {
	/** Path of the FaaSr workflow JSON file. */
	readonly workflowFile: string;
	/**
	Give up after this many seconds without any change.

	@default 120
	*/
	readonly timeout?: number;
	/**
	Polling interval for the bucket, in seconds.

	@default 1
	*/
	readonly checkInterval?: number;
	/**
	Whether subscribers get log lines (`log.grew`). Logs are read either way: statuses come from them.

	@default true
	*/
	readonly streamLogs?: boolean;
	/**
	Whether log lines hold what functions print: on this machine while they print it, of other platforms the log of every run once it has ended.

	@default false
	*/
	readonly runLogs?: boolean;
	/** @default the machine's clock */
	readonly clock?: Clock;
	/** Runs in this cloud instead of opening one; `cleanup()` then leaves it open. */
	readonly cloud?: Cloud;
};

/** Milliseconds of an option in seconds; throws a `FaasrTuiError` with code `usage` when they are none. */
export const secondsToMs = (name: string, seconds: number): number => {
	if (!Number.isFinite(seconds) || seconds <= 0) {
		throw new FaasrTuiError(`${name} must be a number of seconds above 0, not ${seconds}.`, {code: 'usage', hint: `Omit ${name} to use the default.`});
	}

	return seconds * 1000;
};
