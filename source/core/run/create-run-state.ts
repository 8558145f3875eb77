import {type Workflow} from '../workflow/workflow.js';
import {type NodeState, type RunState} from './run-state.js';

/** Default number of seconds without any change after which a run times out. */
export const defaultTimeoutSeconds = 120;

/** The state before anything was triggered or observed: every node PENDING. */
export const createRunState = (workflow: Workflow, timeoutMs = defaultTimeoutSeconds * 1000): RunState => ({
	workflow,
	timeoutMs,
	outcome: 'IDLE',
	nodes: new Map(workflow.nodes.map((node): [string, NodeState] => [node.id, {...node, status: 'PENDING', runIds: []}])),
	platformRuns: new Map(),
	isCancelRequested: false,
	watchFailures: {},
});
