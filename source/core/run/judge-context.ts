import {type Workflow} from '../workflow/workflow.js';
import {getDispatchFate, type DispatchFate} from './dispatch-fate.js';
import {getNodeLinks, type NodeLinks} from './node-links.js';
import {type NodeState, type RunState, type SeenRun, type Verdict} from './run-state.js';

/** What a judge may look at: facts of all nodes, and the statuses of those that come before the one judged. */
export type JudgeContext = {
	readonly state: RunState;
	readonly workflow: Workflow;
	/** Statuses of nodes earlier in graph order are already those of this batch. */
	readonly getNode: (id: string) => NodeState | undefined;
	/** The node's platform runs, oldest first. */
	readonly getRuns: (id: string) => readonly SeenRun[];
	/** Runs of an action whose ranks cannot be told apart. */
	readonly getUnassignedRuns: (action: string) => readonly SeenRun[];
	/** The time of the batch. */
	readonly at: number;
	/** When the batch's listing was begun; evidence older than it can be acted on. */
	readonly listedAt: number | undefined;
};

/** Decides a node, or leaves it to the next judge. */
export type Judge = (node: NodeState, context: JudgeContext) => Verdict | undefined;

const noLinks: NodeLinks = {predecessors: [], isJoin: false};

/** The neighbours of a node. */
export const getLinks = (node: NodeState, {workflow}: JudgeContext): NodeLinks => getNodeLinks(workflow).get(node.id) ?? noLinks;

/** In a resumed run a predecessor that is kept dispatches nothing: what it dispatched were earlier attempts. */
const isKeptBefore = (predecessor: NodeState, node: NodeState): boolean => node.resumed !== undefined && predecessor.resumed === undefined;

/** What each predecessor instance did or may do for a node. */
export const getFates = (node: NodeState, context: JudgeContext): ReadonlyArray<readonly [NodeState, DispatchFate]> =>
	getLinks(node, context).predecessors.flatMap(({from, edges}) => {
		const predecessor = context.getNode(from);
		return predecessor === undefined
			? []
			: [[predecessor, isKeptBefore(predecessor, node) ? 'never' : getDispatchFate(predecessor, edges, node)] as const];
	});

/** Dispatched by us: the entry action of a new invocation, or a node that a resumed run starts with. */
export const isDispatchedByUs = (node: NodeState, {state, workflow}: JudgeContext): boolean => node.resumed === undefined
	? state.triggeredAt !== undefined && node.action === workflow.entry
	: node.resumed.isDispatched;

/** How many dispatches of a node are known to have happened, and whether another may come. */
export const countDispatches = (node: NodeState, context: JudgeContext): {readonly count: number; readonly mayGrow: boolean} => {
	const isTriggered = isDispatchedByUs(node, context);
	const fates = getFates(node, context).map(([, fate]) => fate);
	return {
		count: fates.filter(fate => fate === 'dispatched').length + (isTriggered ? 1 : 0),
		mayGrow: fates.includes('open'),
	};
};
