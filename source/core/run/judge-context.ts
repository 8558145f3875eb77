import {lookUp} from '../look-up.js';
import {type Workflow} from '../workflow/workflow.js';
import {assignRuns, hasGuess, type AssignedRuns} from './assign-runs.js';
import {getDispatchFate, hasDiedDispatching, mayHaveMade, type DispatchFate} from './dispatch-fate.js';
import {groupRuns} from './group-runs.js';
import {isSilent} from './is-silent.js';
import {mustBeListed} from './must-be-listed.js';
import {getInstanceIds, getNodeLinks, type NodeLink, type NodeLinks} from './node-links.js';
import {type NodeState, type SeenRun, type TriggeredRun, type Verdict} from './run-state.js';

/** What a judge may look at: facts of all nodes, and the statuses of those that come before the one judged. */
export type JudgeContext = {
	readonly state: TriggeredRun;
	readonly workflow: Workflow;
	/** Statuses of nodes earlier in graph order are already those of this batch. */
	readonly getNode: (id: string) => NodeState;
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

/** The neighbours of a node. */
export const getLinks = (node: NodeState, {workflow}: JudgeContext): NodeLinks => getNodeLinks(workflow, node.id);

/** In a resumed run a predecessor that is kept dispatches nothing: what it dispatched were earlier attempts. */
const isKeptBefore = (predecessor: NodeState, node: NodeState): boolean => node.resumed !== undefined && predecessor.resumed === undefined;

/**
Whether a predecessor did its work and died before it could say what it answered, so long ago that a list must have every run that
the answer led to. FaaSr flushes the finish line last (faasr.md 2c), so that nobody will ever read it. It may have led to a run that
is nobody's for sure, unless the node is known anyway: what shows itself on S3 was dispatched, whoever did it.
*/
const hasLostAnswer = (predecessor: NodeState, node: NodeState, context: JudgeContext): boolean => {
	if (predecessor.status !== 'COMPLETED' || predecessor.log?.result !== undefined || predecessor.runIds.length === 0) {
		return false;
	}

	const {platformRuns} = context.state;
	const own = predecessor.runIds.map(id => lookUp(platformRuns, id));
	return own.every(({status}) => status === 'completed') && mustBeListed(Math.max(...own.map(({seenAt}) => seenAt)), false, context)
		&& (!isSilent(node) || ![...platformRuns.values()].some(run => run.isGuess === true && run.action === node.action && mayHaveMade(predecessor, run, context.state)));
};

/** What a predecessor instance did or may do for a node. */
export const getFate = ({from, edges}: NodeLink, node: NodeState, context: JudgeContext): DispatchFate => {
	const predecessor = context.getNode(from);
	if (isKeptBefore(predecessor, node)) {
		return 'never';
	}

	const fate = getDispatchFate(predecessor, edges, node);
	return fate === 'open' && hasLostAnswer(predecessor, node, context) ? 'never' : fate;
};

/** What each predecessor instance did or may do for a node. */
export const getFates = (node: NodeState, context: JudgeContext): ReadonlyArray<readonly [NodeState, DispatchFate]> => {
	const fates: Array<readonly [NodeState, DispatchFate]> = [];
	for (const link of getLinks(node, context).predecessors) {
		fates.push([context.getNode(link.from), getFate(link, node, context)]);
	}

	return fates;
};

/** Dispatched by us: the entry action of a new invocation, or a node that a resumed run starts with. */
export const isDispatchedByUs = (node: NodeState, {workflow}: JudgeContext): boolean => node.resumed === undefined
	? node.action === workflow.entry
	: node.resumed.isDispatched;

/** Whether a dispatch of a node is known to have happened. */
export const isDispatched = (node: NodeState, context: JudgeContext): boolean => isDispatchedByUs(node, context)
	|| getLinks(node, context).predecessors.some(link => getFate(link, node, context) === 'dispatched');

/** How many dispatches of a node are known to have happened, and whether another may come. */
export const countDispatches = (node: NodeState, context: JudgeContext): {readonly count: number; readonly mayGrow: boolean} => {
	const isTriggered = isDispatchedByUs(node, context);
	const fates = getFates(node, context).map(([, fate]) => fate);
	return {
		count: fates.filter(fate => fate === 'dispatched').length + (isTriggered ? 1 : 0),
		mayGrow: fates.includes('open'),
	};
};

/** Whether a node ran again within this run, as somebody can have it do on the platform's page: each attempt dispatches its successors. */
const hasRunAgain = ({log, resumed}: NodeState): boolean => (log?.attempts ?? 1) > (resumed?.attempts ?? 0) + 1;

/** The predecessors that may have dispatched a node without anybody being able to tell: they died dispatching, or did so once more. */
const getUntold = (node: NodeState, context: JudgeContext): readonly NodeState[] => getFates(node, context).flatMap(([predecessor, fate]) =>
	(fate === 'never' && hasDiedDispatching(predecessor)) || (fate === 'dispatched' && hasRunAgain(predecessor)) ? [predecessor] : []);

/** How many dispatches of a node may have happened that nobody can tell of any more. */
export const countUntold = (node: NodeState, context: JudgeContext): number => getUntold(node, context).length;

/** How many of these runs may be the node's: as many as it was dispatched, as far as is known, and may have been by what is old enough to have made one of them. */
const countOwn = (node: NodeState, runs: readonly SeenRun[], context: JudgeContext): number =>
	countDispatches(node, context).count + getUntold(node, context).filter(predecessor => runs.some(run => mayHaveMade(predecessor, run, context.state))).length;

type ContextOptions = Pick<JudgeContext, 'state' | 'at' | 'listedAt'> & {
	/** What is known of the nodes by now. */
	readonly nodes: Pick<ReadonlyMap<string, NodeState>, 'get'>;
};

/** Without guesses an action's runs are assigned once; with them anew for each question, since the dispatches they depend on become known meanwhile. */
const createAssignment = ({state: {workflow, platformRuns}, nodes}: ContextOptions, countOf: (id: string, runs: readonly SeenRun[]) => number): ((action: string) => AssignedRuns) => {
	const groups = groupRuns(platformRuns);
	const known = new Map<string, AssignedRuns>();
	return action => {
		const runs = groups.get(action) ?? [];
		const remembered = known.get(action);
		if (remembered !== undefined) {
			return remembered;
		}

		const countDispatches = (): number => lookUp(getInstanceIds(workflow), action).reduce((sum, id) => sum + countOf(id, runs), 0);
		const assigned = assignRuns({workflow, action, runs, nodes, countDispatches});
		if (!hasGuess(runs)) {
			known.set(action, assigned);
		}

		return assigned;
	};
};

const noRuns: readonly SeenRun[] = [];

/** What the judges of a batch look at. `nodes` may change meanwhile: later judges see what earlier ones decided. */
export const createJudgeContext = (options: ContextOptions): JudgeContext => {
	const {state, nodes, at, listedAt} = options;
	const getNode = (id: string): NodeState => lookUp(nodes, id);
	const getAssigned = createAssignment(options, (id, runs) => countOwn(getNode(id), runs, context));
	const context: JudgeContext = {
		state,
		workflow: state.workflow,
		getNode,
		getRuns: id => getAssigned(getNode(id).action).byNode.get(id) ?? noRuns,
		getUnassignedRuns: action => getAssigned(action).unassigned,
		at,
		listedAt,
	};
	return context;
};
