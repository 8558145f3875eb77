import {getInvocationPrefix, getLogFolder, parseLogKey, type LogKey} from '../core/log/log-keys.js';
import {type RunEvent} from '../core/run/events.js';
import {type Invocation} from '../core/run/invocation.js';
import {type Workflow} from '../core/workflow/workflow.js';
import {type Bucket, type BucketObject} from '../ports/bucket.js';
import {type Clock} from '../ports/clock.js';
import {createLogReader, type FreshLines, type ListedLog, type LogReading} from './read-logs.js';

export type BucketWatchOptions = {
	readonly workflow: Workflow;
	readonly invocation: Invocation;
	/** `LoggingDataStore`. */
	readonly logBucket: Bucket;
	/** `DefaultDataStore`: FaaSr writes the `.done` markers there (faasr.md 2a). */
	readonly doneBucket: Bucket;
	readonly clock: Clock;
};

/** One look at the bucket. */
export type BucketLook = LogReading & {readonly listedAt: number};

/** Watches an invocation's folder: one listing a look (two when markers lie in another store), and a read for each log that grew. */
export const createBucketWatch = ({workflow, invocation, logBucket, doneBucket, clock}: BucketWatchOptions) => {
	const prefix = getInvocationPrefix(getLogFolder(workflow.document), invocation);
	const known = new Set(workflow.nodes.map(node => node.id));
	const done = new Set<string>();
	const logs = createLogReader({bucket: logBucket, workflowName: workflow.name, clock});

	const listKeys = async (bucket: Bucket, signal?: AbortSignal): Promise<ReadonlyArray<{readonly key: LogKey; readonly object: BucketObject}>> => {
		const objects = await bucket.list(prefix, {signal});
		return objects.flatMap(object => {
			// A store that answers with more than was asked for does not make another run's objects this one's.
			const key = object.key.startsWith(prefix) ? parseLogKey(object.key.slice(prefix.length)) : undefined;
			return key === undefined ? [] : [{key, object}];
		});
	};

	const observeDone = (keys: ReadonlyArray<{readonly key: LogKey}>, at: number): readonly RunEvent[] =>
		keys.flatMap(({key}): readonly RunEvent[] => {
			if (key.kind !== 'done' || !known.has(key.node) || done.has(key.node)) {
				return [];
			}

			done.add(key.node);
			return [{type: 'done.appeared', at, node: key.node}];
		});

	return {
		/** Lists, then reads what grew. Throws when the listing fails; a log that cannot be read is reported in `error`. */
		async look(signal?: AbortSignal): Promise<BucketLook> {
			const listedAt = clock.now();
			const [logKeys, doneKeys] = await Promise.all([
				listKeys(logBucket, signal),
				doneBucket === logBucket ? undefined : listKeys(doneBucket, signal),
			]);
			const seenAt = clock.now();
			const listed: readonly ListedLog[] = logKeys.flatMap(({key, object}) =>
				key.kind === 'log' && known.has(key.node) ? [{node: key.node, object}] : []);
			const events = observeDone(doneKeys ?? logKeys, seenAt);
			const reading = await logs.read(listed, signal);
			return {
				...reading,
				listedAt,
				events: [{type: 'bucket.listed', at: listedAt}, ...events, ...reading.events],
			};
		},

		flush: (): readonly FreshLines[] => logs.flush(),
	};
};
