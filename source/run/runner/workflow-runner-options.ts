import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type Clock} from '../../ports/clock.js';
import {type Cloud} from '../../ports/cloud.js';
import {type CloudOptions} from './open-cloud.js';

export type WorkflowRunnerOptions = CloudOptions & {
	/** Path of the FaaSr workflow JSON file. */
	readonly workflowFile: string;
	/**
	Seconds without any change after which the run is given up.

	@default 120
	*/
	readonly timeout?: number;
	/**
	Seconds between two looks at the bucket.

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
		throw new FaasrTuiError(`${name} must be a number of seconds above 0, not ${seconds}.`, {code: 'usage', hint: `Leave ${name} out for its default.`});
	}

	return seconds * 1000;
};
