import {type Outcome} from '../../core/run/status.js';
import {type Clock} from '../../ports/clock.js';
import {type Cloud} from '../../ports/cloud.js';
import {type OpenCloudOptions} from './cloud-options.js';
import {type WritableRunStore} from './create-run-store.js';
import {openCloud} from './open-cloud.js';
import {followPrints} from './run-logs/follow-prints.js';

export type RunnerCloudOptions = OpenCloudOptions & {
	readonly store: WritableRunStore;
	readonly clock: Clock;
	/** Used in place of one that is opened, and left open. */
	readonly cloud?: Cloud;
	/** What functions print is added to the log lines while they print it. */
	readonly runLogs?: boolean;
};

/** Ends a cloud that was opened for a run; where the run had its verdict, functions may write their last words before. */
export const closeCloud = async (opening: Promise<Cloud>, outcome: Outcome): Promise<void> => {
	const [cloud] = await Promise.allSettled([opening]);
	if (cloud.status === 'rejected') {
		return;
	}

	if (outcome === 'COMPLETED' || outcome === 'FAILED') {
		await cloud.value.finish?.();
	}

	await cloud.value.close();
};

/** The cloud of a runner: opened when it is first asked for, ended with the runner unless it was there before. */
export const createRunnerCloud = (options: RunnerCloudOptions) => {
	const {store, cloud: given, clock, runLogs = false} = options;
	let opening: Promise<Cloud> | undefined;
	let stopPrints: (() => void) | undefined;

	const openOnce = async (): Promise<Cloud> => {
		const cloud = given ?? await openCloud(options);
		if (runLogs) {
			stopPrints = followPrints({store, platform: cloud.platform, clock});
		}

		return cloud;
	};

	return {
		/** Throws a `FaasrTuiError` that says what is missing. */
		async open(): Promise<Cloud> {
			opening ??= openOnce();
			return opening;
		},
		/** To be called when nothing of the run is watched any more. */
		async close(): Promise<void> {
			if (given === undefined && opening !== undefined) {
				await closeCloud(opening, store.getSnapshot().outcome);
			}

			stopPrints?.();
		},
	};
};
