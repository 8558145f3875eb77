import {type Invocation} from '../../source/core/log/invocation.js';
import {type NodeState, type RunState, type SeenRun} from '../../source/core/run/run-state.js';
import {type Workflow} from '../../source/core/workflow/workflow.js';
import {createListeners} from '../../source/ports/listeners/create-listeners.js';
import {createLogStore, type LogBounds} from '../../source/run/runner/log-store.js';
import {type LogEntry} from '../../source/run/runner/log-entry.js';
import {type RunStore} from '../../source/run/runner/run-store.js';
import {type LogTools} from '../../source/screen/log/log-tools.js';

/** A workflow whose actions stand in a row; `compute(3)` has three ranks. */
export const createFakeWorkflow = (name: string, actions: readonly string[]): Workflow => {
	const parsed = actions.map(text => {
		const [, action = text, rank = '1'] = /^(.*)\((\d+)\)$/.exec(text) ?? [];
		return {name: action, rank: Number(rank), isRanked: text.endsWith(')')};
	});
	return {
		name,
		entry: parsed[0]?.name ?? '',
		actions: new Map(parsed.map(({name, rank, isRanked}) => [name, {
			name, functionName: name, type: 'Python', server: 'My_GitHub_Account', rank, isRanked, successors: [], predecessors: [],
		}])),
		nodes: parsed.flatMap(({name, rank, isRanked}) => isRanked
			? Array.from({length: rank}, (_, index) => ({id: `${name}(${index + 1})`, action: name, rank: index + 1}))
			: [{id: name, action: name}]),
		document: {
			WorkflowName: name, FunctionInvoke: parsed[0]?.name ?? '', ActionList: {}, ComputeServers: {}, DataStores: {My_S3_Bucket: {Bucket: 'demo'}}, DefaultDataStore: 'My_S3_Bucket',
		},
	};
};

export const fakeInvocation: Invocation = {
	workflowName: 'tutorial', timestamp: '2026-11-23T01-00-00', id: '7046226e-609f-4d1c-adba-7732ebbf8c4a',
};

export type FakeState = Partial<Omit<RunState, 'nodes' | 'platformRuns' | 'workflow'>> & {
	/** What is known of nodes, by id; the others are pending. */
	readonly nodes?: Readonly<Record<string, Partial<NodeState>>>;
	readonly platformRuns?: readonly SeenRun[];
};

/** A run state in which only what a test is about is said. */
export const createFakeState = (workflow: Workflow, {nodes = {}, platformRuns = [], ...rest}: FakeState = {}): RunState => ({
	workflow,
	timeoutMs: 120_000,
	outcome: 'IDLE',
	isCancelRequested: false,
	watchFailures: {},
	...rest,
	nodes: new Map(workflow.nodes.map(node => [node.id, {...node, status: 'PENDING', runIds: [], ...nodes[node.id]}])),
	platformRuns: new Map(platformRuns.map(run => [run.id, run])),
});

export type FakeStore = RunStore & {
	readonly setState: (state: FakeState) => void;
	readonly addLogs: (...entries: ReadonlyArray<Partial<LogEntry> & {readonly node: string; readonly message: string}>) => void;
	/** Drops all lines, as a new run does. */
	readonly clearLogs: () => void;
	readonly listenerCount: () => number;
};

/** Log tools of a screen where nothing but memory has lines. */
export const noWholeLogs: Pick<LogTools, 'openWholeLogs' | 'getLogsCommand'> = {
	openWholeLogs: () => async function * () {
		yield [];
	},
	getLogsCommand: () => undefined,
};

/** A store that a test writes to. */
export const createFakeStore = (workflow: Workflow, state: FakeState = {}, bounds: Partial<LogBounds> = {}): FakeStore => {
	const readers = createListeners();
	const logReaders = createListeners();
	let current = createFakeState(workflow, state);
	const logs = createLogStore(bounds);
	return {
		getSnapshot: () => current,
		subscribe: readers.add,
		logs: {
			...logs,
			subscribe(listener) {
				const forget = logReaders.add(listener);
				const stop = logs.subscribe(listener);
				return () => {
					forget();
					stop();
				};
			},
		},
		setState(next) {
			current = createFakeState(workflow, next);
			readers.call();
		},
		addLogs(...added) {
			logs.append(added.map(entry => ({text: entry.message, isNoise: false, at: 0, ...entry})));
		},
		clearLogs: logs.clear,
		listenerCount: () => readers.count() + logReaders.count(),
	};
};
