import {emptyWork, foldWork, toNodeWork, type NodeWork} from '../../core/files/node-work.js';
import {getDoneKey, getInvocationPrefix, getLogFolder, getLogKey} from '../../core/log/log-keys.js';
import {type BucketObject, type Bucket} from '../../ports/bucket.js';
import {createNodeLogReader, type NodeLogOptions} from '../history/read-node-log.js';
import {forEachAtMost} from '../monitor/for-each-at-most.js';

export type ReadWorkOptions = Omit<NodeLogOptions, 'objects'> & {
	/** `DefaultDataStore`, where the markers are. */
	readonly doneBucket: Bucket;
};

/** How many logs are read at once. */
const parallelReads = 8;

const indexTimes = (objects: readonly BucketObject[], prefix: string): ReadonlyMap<string, number> =>
	new Map(objects.flatMap(({key, modifiedAt}) => modifiedAt === undefined ? [] : [[key.slice(prefix.length), modifiedAt] as const]));

/** When the nodes of an invocation worked, of those that have a log. Reads every log, a few MB at a time. */
export const readWork = async (options: ReadWorkOptions): Promise<readonly NodeWork[]> => {
	const {workflow, invocation, logBucket, doneBucket} = options;
	const prefix = getInvocationPrefix(getLogFolder(workflow.document), invocation);
	const objects = await logBucket.list(prefix);
	const times = indexTimes(objects, prefix);
	const doneTimes = doneBucket === logBucket ? times : indexTimes(await doneBucket.list(prefix), prefix);
	const readNodeLog = createNodeLogReader({...options, objects});
	const work: NodeWork[] = [];
	await forEachAtMost(parallelReads, workflow.nodes, async ({id, action, rank}) => {
		const logAt = times.get(getLogKey(id));
		if (logAt === undefined) {
			return;
		}

		let fold = emptyWork;
		for await (const lines of readNodeLog(id)) {
			for (const line of lines) {
				fold = foldWork(fold, line);
			}
		}

		work.push(toNodeWork(fold, {node: id, action, logAt, doneAt: doneTimes.get(getDoneKey(action, rank))}));
	});
	const order = new Map(workflow.nodes.map(({id}, index) => [id, index]));
	return work.toSorted((a, b) => order.get(a.node)! - order.get(b.node)!);
};
