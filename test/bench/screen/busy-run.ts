import {createRunState} from '../../../source/core/run/create-run-state.js';
import {type RunEvent} from '../../../source/core/run/events.js';
import {parseLogLine} from '../../../source/core/log/parse-log-line.js';
import {createRunStore, type WritableRunStore} from '../../../source/run/runner/create-run-store.js';
import {toLogEntries} from '../../../source/run/runner/watch-run.js';
import {createTinyWorkflow} from '../../support/core/tiny-workflow.js';

/** A run in the middle of its work, and the means to move it on. */
export type BusyRun = {
	readonly store: WritableRunStore;
	/** What one look at the bucket brings: lines of the running nodes, one after the other. */
	readonly addLines: (count: number) => void;
	/** Ends the running node of so many chains and starts the next of each. */
	readonly moveOn: (count: number) => void;
};

export type BusyRunOptions = {
	/** Chains of nodes side by side, all begun by one action. */
	readonly chains: number;
	readonly nodesPerChain: number;
};

const createWorkflow = ({chains, nodesPerChain}: BusyRunOptions) => {
	const edges: Record<string, string[]> = {start: []};
	for (let chain = 0; chain < chains; chain++) {
		for (let place = 0; place < nodesPerChain; place++) {
			edges[`compute_${chain}_${place}`] = place + 1 < nodesPerChain ? [`compute_${chain}_${place + 1}`] : [];
		}

		edges['start']!.push(`compute_${chain}_0`);
	}

	return createTinyWorkflow(edges);
};

// What functions and FaaSr write: an API call with its prefix, a print without one, a warning now and then.
const createText = (index: number): string => {
	if (index % 3 === 1) {
		return `step ${index}: loss=${(1 / (index + 1)).toFixed(6)} accuracy=${(0.5 + ((index % 50) / 100)).toFixed(3)} samples=${index * 64}`;
	}

	const [level, message] = index % 40 === 0
		? ['WARNING', `retrying part ${index} of the upload after a slow answer`]
		: ['INFO', `get_file: read demo/input/part-${index}.csv (${(index * 17) % 9000} rows) into /tmp/input.csv`];
	return `[${(index / 10).toFixed(3)}] [${level}] [get_file.py] ${message}`;
};

const createFacts = (sizeBytes: number) => ({sizeBytes, attempts: 1, seconds: 1, invoked: {}, hasNoTriggers: false, warnings: []});

/** Creates a run whose entry has ended and where the first node of every chain is at work. */
export const createBusyRun = (options: BusyRunOptions): BusyRun => {
	const workflow = createWorkflow(options);
	const store = createRunStore(createRunState(workflow, 3_600_000));
	const running = Array.from({length: options.chains}, (_, chain) => `compute_${chain}_0`);
	const startedAt = Date.now() - 30_000;
	const invoked = Object.fromEntries(running.map(node => [node, 1]));
	store.apply({at: startedAt, events: [
		{type: 'run.triggered', at: startedAt, invocation: {workflowName: workflow.name, timestamp: '2026-11-23T01-00-00', id: '7046226e-609f-4d1c-adba-7732ebbf8c4a'}},
		{type: 'log.observed', at: startedAt, node: 'start', facts: {...createFacts(100), result: 'None', invoked}},
		{type: 'done.appeared', at: startedAt, node: 'start'},
		...running.map((node): RunEvent => ({type: 'log.observed', at: startedAt + 1000, node, facts: createFacts(100)})),
	]});
	const places = running.map(() => 0);
	let lineCount = 0;
	let movedCount = 0;
	const endNode = (chain: number, at: number): readonly RunEvent[] => {
		const node = running[chain]!;
		const next = `compute_${chain}_${places[chain]! + 1}`;
		if (!workflow.actions.has(next)) {
			return [];
		}

		places[chain]!++;
		running[chain] = next;
		return [
			{type: 'log.observed', at, node, facts: {...createFacts(1e9), result: 'None', invoked: {[next]: 1}}},
			{type: 'done.appeared', at, node},
			{type: 'log.observed', at, node: next, facts: createFacts(100)},
		];
	};

	return {
		store,
		moveOn(count) {
			const at = Date.now();
			store.apply({at, events: Array.from({length: count}, () => endNode(movedCount++ % running.length, at)).flat()});
		},
		addLines(count) {
			const at = Date.now();
			const entries = toLogEntries(Array.from({length: count}, (_, index) => ({
				node: running[(lineCount + index) % running.length]!, at, lines: [parseLogLine(createText(lineCount + index))],
			})));
			lineCount += count;
			const grown = new Set(entries.map(({node}) => node));
			store.logs.append(entries);
			store.apply({at, events: [...grown].map((node): RunEvent => ({type: 'log.observed', at, node, facts: createFacts(100 + lineCount)}))});
		},
	};
};
