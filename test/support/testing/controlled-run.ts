import {createRunState} from '../../../source/core/run/create-run-state.js';
import {type NodeState, type RunState} from '../../../source/core/run/run-state.js';
import {type InvokeNextEntry} from '../../../source/core/workflow/document.js';
import {createListeners} from '../../../source/ports/listeners/create-listeners.js';
import {createLogStore} from '../../../source/run/runner/log-store.js';
import {getRunResult} from '../../../source/run/runner/run-result.js';
import {createVirtualClock} from '../../../source/testing/virtual-clock.js';
import {type WatchedRun} from '../../../source/testing/watched-run.js';
import {createTinyWorkflow} from '../core/tiny-workflow.js';
import {accessKeyId, bucket, secretAccessKey} from '../s3/start-test-server.js';

export const invocation = {workflowName: 'Tiny', timestamp: '2026-11-23T04-05-06', id: 'id-1'};

/** A run whose nodes and logs a test moves by hand. */
export const createControlledRun = (edges: Readonly<Record<string, readonly InvokeNextEntry[]>>, endpoint = 'http://127.0.0.1:1') => {
	const workflow = createTinyWorkflow(edges);
	const clock = createVirtualClock();
	const logs = createLogStore();
	const stop = new AbortController();
	const readers = createListeners();
	let state: RunState = {...createRunState(workflow, 60_000), invocation, triggeredAt: 0};
	const run: WatchedRun = {
		workflow, invocation, clock,
		store: {
			logs,
			getSnapshot: () => state,
			subscribe: readers.add,
		},
		defaultStore: {name: 'S3', store: {Bucket: bucket, Endpoint: endpoint}, credentials: {accessKeyId, secretAccessKey}},
		secrets: ['hunter2secret'],
		stopped: stop.signal,
		result: async () => getRunResult(state, clock.now()),
		async close() {
			stop.abort(new Error('torn down'));
		},
	};
	return {
		run, clock,
		getListenerCount: readers.count,
		set(id: string, changes: Partial<NodeState>): void {
			state = {...state, nodes: new Map([...state.nodes, [id, {...state.nodes.get(id)!, ...changes}]])};
			readers.call();
		},
		log(node: string, ...lines: readonly string[]): void {
			logs.append(lines.map(text => ({node, text, message: text, isNoise: false, at: 0})));
		},
	};
};
