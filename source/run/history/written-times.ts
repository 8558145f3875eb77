import {getInvocationPrefix, getLogFolder, parseLogKey} from '../../core/log/log-keys.js';
import {type RunEvent} from '../../core/run/events.js';
import {type Invocation} from '../../core/log/invocation.js';
import {type Workflow} from '../../core/workflow/workflow.js';
import {type Bucket} from '../../ports/bucket.js';

export type WrittenTimesOptions = {
	readonly workflow: Workflow;
	readonly invocation: Invocation;
	readonly logBucket: Bucket;
	/** `DefaultDataStore`, where the markers are. */
	readonly doneBucket: Bucket;
};

/** What one listing of each store says of an invocation's logs and markers. */
export type WrittenTimes = {
	/** When the object behind an event was last written (ms, by the bucket's clock). */
	readonly getWrittenAt: (event: RunEvent) => number | undefined;
	/** When the invocation left its last sign; absent where nothing has a time. */
	readonly lastAt?: number;
	/** Nodes that have their `.done` now. */
	readonly markers: ReadonlySet<string>;
};

/** Lists each store once. */
export const readWrittenTimes = async ({workflow, invocation, logBucket, doneBucket}: WrittenTimesOptions): Promise<WrittenTimes> => {
	const prefix = getInvocationPrefix(getLogFolder(workflow.document), invocation);
	const list = async (bucket: Bucket, wanted: ReadonlySet<'log' | 'done'>) => {
		const objects = await bucket.list(prefix);
		return objects.flatMap(({key, modifiedAt}) => {
			const parsed = key.startsWith(prefix) ? parseLogKey(key.slice(prefix.length)) : undefined;
			return parsed !== undefined && 'node' in parsed && wanted.has(parsed.kind) ? [{...parsed, modifiedAt}] : [];
		});
	};

	const lists = logBucket === doneBucket
		? [await list(logBucket, new Set(['log', 'done']))]
		: await Promise.all([list(logBucket, new Set(['log'])), list(doneBucket, new Set(['done']))]);
	const objects = lists.flat();
	const times = new Map(objects.flatMap(({kind, node, modifiedAt}) => modifiedAt === undefined ? [] : [[`${kind} ${node}`, modifiedAt] as const]));
	return {
		getWrittenAt(event) {
			if (event.type === 'log.observed') {
				return times.get(`log ${event.node}`);
			}

			return event.type === 'done.appeared' ? times.get(`done ${event.node}`) : undefined;
		},
		...(times.size > 0 && {lastAt: Math.max(...times.values())}),
		markers: new Set(objects.filter(({kind}) => kind === 'done').map(({node}) => node)),
	};
};
