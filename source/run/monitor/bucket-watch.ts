import {getInvocationPrefix, getLogFolder, parseLogKey, type LogKey} from '../../core/log/log-keys.js';
import {lookUp} from '../../core/look-up.js';
import {type RunEvent} from '../../core/run/events.js';
import {type Invocation} from '../../core/log/invocation.js';
import {getPositions} from '../../core/run/node-links.js';
import {type Workflow} from '../../core/workflow/workflow.js';
import {type Bucket, type BucketObject} from '../../ports/bucket.js';
import {type Clock} from '../../ports/clock.js';
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

/** Reads what each key says once: a large run lists the same thousands with every look. */
const createKeyReader = (prefix: string): ((key: string) => LogKey | undefined) => {
	const parsed = new Map<string, LogKey | undefined>();
	return key => {
		const known = parsed.get(key);
		if (known !== undefined || parsed.has(key)) {
			return known;
		}

		// A store that answers with more than was asked for does not make another run's objects this one's.
		const read = key.startsWith(prefix) ? parseLogKey(key.slice(prefix.length)) : undefined;
		parsed.set(key, read);
		return read;
	};
};

type ListedKey = {readonly key: LogKey; readonly object: BucketObject};

/** Watches an invocation's folder: one listing a look (two when markers lie in another store), and a read for each log that grew. */
export const createBucketWatch = ({workflow, invocation, logBucket, doneBucket, clock}: BucketWatchOptions) => {
	const prefix = getInvocationPrefix(getLogFolder(workflow.document), invocation);
	const positions = getPositions(workflow);
	const done = new Set<string>();
	const logs = createLogReader({bucket: logBucket, workflowName: workflow.name, clock});

	const parseKey = createKeyReader(prefix);

	const listKeys = async (bucket: Bucket, signal?: AbortSignal): Promise<readonly ListedKey[]> => {
		const listed: ListedKey[] = [];
		for (const object of await bucket.list(prefix, {signal})) {
			const key = parseKey(object.key);
			if (key !== undefined) {
				listed.push({key, object});
			}
		}

		return listed;
	};

	const observeDone = (keys: readonly ListedKey[], at: number): readonly RunEvent[] => {
		const events: RunEvent[] = [];
		for (const {key} of keys) {
			if (key.kind === 'done' && positions.has(key.node) && !done.has(key.node)) {
				done.add(key.node);
				events.push({type: 'done.appeared', at, node: key.node});
			}
		}

		return events;
	};

	const findLogs = (keys: readonly ListedKey[]): readonly ListedLog[] => {
		const found: ListedLog[] = [];
		for (const {key, object} of keys) {
			if (key.kind === 'log' && positions.has(key.node)) {
				found.push({node: key.node, object});
			}
		}

		return found;
	};

	return {
		/** Lists, then reads what grew. Throws when the listing fails; a log that cannot be read is reported in `error`. */
		async look(signal?: AbortSignal): Promise<BucketLook> {
			const listedAt = clock.now();
			const [logKeys, doneKeys] = await Promise.all([
				listKeys(logBucket, signal),
				doneBucket === logBucket ? undefined : listKeys(doneBucket, signal),
			]);
			const seenAt = clock.now();
			const events = observeDone(doneKeys ?? logKeys, seenAt);
			const reading = await logs.read(findLogs(logKeys), signal);
			return {
				...reading,
				// What one look brings of several functions is told in the order in which they come after each other.
				fresh: reading.fresh.toSorted((a, b) => lookUp(positions, a.node) - lookUp(positions, b.node)),
				listedAt,
				events: [{type: 'bucket.listed', at: listedAt}, ...events, ...reading.events],
			};
		},

		flush: (): readonly FreshLines[] => logs.flush(),
	};
};
