import {getInvocationPrefix, getLogFolder, getLogKey} from '../../core/log/log-keys.js';
import {type LogLine} from '../../core/log/log-line.js';
import {type Invocation} from '../../core/log/invocation.js';
import {type Workflow} from '../../core/workflow/workflow.js';
import {createLogReader} from '../monitor/read-logs.js';
import {type Bucket, type BucketObject} from '../../ports/bucket.js';
import {type Clock} from '../../ports/clock.js';

export type NodeLogOptions = {
	readonly workflow: Workflow;
	readonly invocation: Invocation;
	/** `LoggingDataStore`. */
	readonly logBucket: Bucket;
	readonly clock: Clock;
	/** What the invocation's folder holds. @default it is listed */
	readonly objects?: readonly BucketObject[];
};

/**
Creates the way to read nodes' logs one after the other, a few MB at a time: whatever a function has logged, little of it is in memory.

The bucket is listed at most once. Throws what the bucket throws.
*/
export const createNodeLogReader = ({workflow, invocation, logBucket, clock, objects: known}: NodeLogOptions) => {
	const prefix = getInvocationPrefix(getLogFolder(workflow.document), invocation);
	let listing: Promise<readonly BucketObject[]> | undefined;
	return async function * (node: string): AsyncGenerator<readonly LogLine[]> {
		listing ??= known === undefined ? logBucket.list(prefix) : Promise.resolve(known);
		const objects = await listing;
		const object = objects.find(({key}) => key === prefix + getLogKey(node));
		if (object === undefined) {
			return;
		}

		const reader = createLogReader({bucket: logBucket, workflowName: workflow.name, clock});
		for (let isWhole = false; !isWhole;) {
			const {fresh, error, hasMore} = await reader.read([{node, object}]);
			if (error !== undefined) {
				throw error as Error;
			}

			isWhole = hasMore === undefined;
			yield [...fresh, ...(isWhole ? reader.flush() : [])].flatMap(({lines}) => lines);
		}
	};
};
