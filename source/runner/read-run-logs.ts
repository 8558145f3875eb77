import {parseLogLine} from '../core/log/parse-log-line.js';
import {type Clock} from '../ports/clock.js';
import {type Cloud} from '../ports/cloud.js';
import {type NodeState} from '../core/run/run-state.js';
import {type Reason} from '../core/run/status.js';
import {type WritableRunStore} from './create-run-store.js';

export type RunLogReaderOptions = {
	readonly store: WritableRunStore;
	readonly openCloud: () => Promise<Cloud>;
	readonly clock: Clock;
};

const tailLength = 40;

/** Endings of which S3 has no word, so that only the platform's own log can say why. */
const silentReasons: ReadonlySet<Reason | undefined> = new Set(['run-failed', 'run-did-nothing']);

/** Adds the tail of a platform run's own log to the lines of a node that ended without a word on S3. */
export const createRunLogReader = ({store, openCloud, clock}: RunLogReaderOptions) => {
	const reading = new Set<Promise<void>>();

	const read = async (node: NodeState): Promise<void> => {
		const runs = store.getSnapshot().platformRuns;
		const runId = node.runIds.findLast(id => runs.get(id)?.conclusion !== 'success') ?? node.runIds.at(-1);
		if (runId === undefined) {
			return;
		}

		try {
			const {platform} = await openCloud();
			const text = await platform.readRunLog(runId);
			const lines = (text ?? '').split('\n').filter(line => line !== '').slice(-tailLength);
			store.logs.append(lines.map(line => ({...parseLogLine(line), isNoise: false, node: node.id, at: clock.now()})));
		} catch {
			// The verdict stands without it; a log that cannot be fetched is no failure of the run.
		}
	};

	const start = (node: NodeState): void => {
		const work = read(node);
		reading.add(work);
		void (async () => {
			await work;
			reading.delete(work);
		})();
	};

	store.onChange(({before, after}) => {
		for (const node of after.nodes.values()) {
			if (silentReasons.has(node.reason) && before.nodes.get(node.id)?.reason !== node.reason) {
				start(node);
			}
		}
	});

	return {
		/** Resolves when no log is being fetched. */
		async settled(): Promise<void> {
			await Promise.all(reading);
		},
	};
};
