import {getInvocationPrefix, getLogFolder, parseLogKey} from '../core/log/log-keys.js';
import {type RunEvent} from '../core/run/events.js';
import {type Invocation} from '../core/run/invocation.js';
import {type Workflow} from '../core/workflow/workflow.js';
import {type Bucket} from '../ports/bucket.js';

export type WrittenTimesOptions = {
	readonly workflow: Workflow;
	readonly invocation: Invocation;
	readonly logBucket: Bucket;
	readonly doneBucket: Bucket;
};

/** Tells when the object behind an event was last written, from one listing of each store. */
export const readWrittenTimes = async ({workflow, invocation, logBucket, doneBucket}: WrittenTimesOptions): Promise<(event: RunEvent) => number | undefined> => {
	const prefix = getInvocationPrefix(getLogFolder(workflow.document), invocation);
	const listings = await Promise.all([...new Set([logBucket, doneBucket])].map(async bucket => bucket.list(prefix)));
	const times = new Map(listings.flat().flatMap(({key, modifiedAt}) => {
		const parsed = key.startsWith(prefix) ? parseLogKey(key.slice(prefix.length)) : undefined;
		return parsed !== undefined && 'node' in parsed && modifiedAt !== undefined ? [[`${parsed.kind} ${parsed.node}`, modifiedAt] as const] : [];
	}));
	return event => {
		if (event.type === 'log.observed') {
			return times.get(`log ${event.node}`);
		}

		return event.type === 'done.appeared' ? times.get(`done ${event.node}`) : undefined;
	};
};
