import {type Cause, describeCause} from '../cause/cause.js';
import {findCause, type Evidence} from '../cause/find-cause.js';
import {lookUp} from '../look-up.js';
import {type Workflow} from '../workflow/workflow.js';
import {withoutDoubtedText} from './doubted-text.js';
import {describeRanWithout, listRanWithout} from './ran-without.js';
import {type NodeState, type RunState} from './run-state.js';
import {type Reason} from './status.js';

/** Endings whose cause is in a log; that of a refused dispatch is its sentence. */
const caused: ReadonlySet<Reason | undefined> = new Set(['function-error', 'run-failed', 'run-did-nothing']);

const listSources = (table: unknown, functionName: string): readonly string[] => {
	const entry: unknown = typeof table === 'object' && table !== null && Object.hasOwn(table, functionName) ? (table as Readonly<Record<string, unknown>>)[functionName] : undefined;
	return [entry].flat().filter(source => typeof source === 'string');
};

/** What is known of a node's failure. */
const getEvidence = (node: NodeState, log: NodeState['log'], workflow: Workflow): Evidence => {
	const {functionName} = lookUp(workflow.actions, node.action);
	const {FunctionLocalFile, FunctionGitRepo} = workflow.document;
	return {log, runLog: node.runLog?.facts, functionName, sources: [...listSources(FunctionLocalFile, functionName), ...listSources(FunctionGitRepo, functionName)]};
};

/**
The same failure has the same reason, whichever was seen first, the red end of the platform's run or the function's own ERROR: what
the log blames on the function, or lies in the user's file, is the function's error.
*/
const getReason = (node: NodeState, cause: Cause): Pick<NodeState, 'reason'> =>
	node.reason === 'run-failed' && (cause.where !== undefined || withoutDoubtedText(node)?.failure !== undefined) ? {reason: 'function-error'} : {};

/** Text that was doubted tells nothing, unless the log of the run says the same and where. */
const findOwnCause = (node: NodeState, workflow: Workflow): Cause | undefined => {
	const log = withoutDoubtedText(node);
	const cause = findCause(getEvidence(node, node.log, workflow));
	return log === node.log || cause?.where !== undefined ? cause : findCause(getEvidence(node, log, workflow));
};

/** Gives a node that failed the cause that its logs tell. */
export const addCause = (node: NodeState, workflow: Workflow): NodeState => {
	const cause = findOwnCause(node, workflow);
	return cause === undefined ? node : {...node, ...getReason(node, cause), cause, sentence: describeCause(cause)};
};

const isNews = (node: NodeState, before: NodeState | undefined): boolean =>
	before !== node && (before?.status !== node.status || before.log !== node.log || before.runLog !== node.runLog);

const hasMoved = (node: NodeState, before: RunState): boolean => before.nodes.get(node.id)?.status !== node.status;

/** Joins that ran although a node before them raised. A failure can show after the join's end, so that all are looked at when any node has moved. */
const addRanWithout = (node: NodeState, {nodes, workflow}: RunState): NodeState => {
	const ranWithout = listRanWithout(node, nodes, workflow);
	return ranWithout.length === (node.ranWithout?.length ?? 0) ? node : {...node, ranWithout, sentence: describeRanWithout(ranWithout)};
};

/** Gives nodes that failed the cause and the sentence that their evidence by now amounts to, and joins that ran without a predecessor's work a sentence that says so. */
export const noteCauses = (before: RunState, after: RunState): RunState => {
	if (before.nodes === after.nodes) {
		return after;
	}

	const canBeWithout = [...after.nodes.values()].some(node => hasMoved(node, before) && (node.status === 'FAILED' || node.status === 'COMPLETED'));
	const changed = [...after.nodes.values()].flatMap(node => {
		if (canBeWithout && node.status === 'COMPLETED') {
			const told = addRanWithout(node, after);
			return told === node ? [] : [told];
		}

		const explained = node.status === 'FAILED' && caused.has(node.reason) && isNews(node, before.nodes.get(node.id)) ? addCause(node, after.workflow) : node;
		return explained === node ? [] : [explained];
	});
	return changed.length === 0 ? after : {...after, nodes: new Map([...after.nodes, ...changed.map(node => [node.id, node] as const)])};
};
