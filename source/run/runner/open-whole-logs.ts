import {type Workflow} from '../../core/workflow/workflow.js';
import {type Clock} from '../../ports/clock.js';
import {type Cloud} from '../../ports/cloud.js';
import {createNodeLogReader} from '../history/read-node-log.js';
import {type LogEntry} from './log-entry.js';
import {type RunStore} from './run-store.js';

export type WholeLogsOptions = {
	readonly workflow: Workflow;
	readonly store: Pick<RunStore, 'getSnapshot'>;
	readonly openCloud: () => Promise<Pick<Cloud, 'logBucket'>>;
	readonly clock: Clock;
};

/** Reads a node's log from its first line to its last, a few MB at a time. Throws what the bucket throws. */
export type ReadWholeLog = (node: string) => AsyncIterable<readonly LogEntry[]>;

/** Creates the way to read the logs of the run as they are on S3 now, however little of them is in memory; a run that has not begun has none. The bucket is listed once. */
export const openWholeLogs = ({workflow, store, openCloud, clock}: WholeLogsOptions): ReadWholeLog => {
	const {invocation} = store.getSnapshot();
	let reader: ReturnType<typeof createNodeLogReader> | undefined;
	return async function * (node) {
		if (invocation === undefined) {
			return;
		}

		const {logBucket} = await openCloud();
		reader ??= createNodeLogReader({workflow, invocation, logBucket, clock});
		for await (const lines of reader(node)) {
			const at = clock.now();
			yield lines.map(line => ({node, at, ...line}));
		}
	};
};
