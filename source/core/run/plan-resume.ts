import {getDoneKey} from '../log/log-keys.js';
import {lookUp} from '../look-up.js';
import {type Workflow} from '../workflow/workflow.js';
import {getNodeLinks} from './node-links.js';
import {type ResumeDeletion, type ResumePlan, type ResumeSelection} from './resume-plan.js';
import {type NodeState, type RunState} from './run-state.js';
import {type Status} from './status.js';

/** Ends that a resume of what failed starts with; SKIPPED nodes lie behind them. */
const brokenEnds: ReadonlySet<Status> = new Set(['FAILED', 'TIMEOUT', 'CANCELLED']);

/** FaaSr writes `.done` before the finish line, so a node known to be COMPLETED has one, whether or not a listing has shown it yet. */
const hasDone = (node: NodeState): boolean => node.doneAt !== undefined || node.status === 'COMPLETED';

const getPredecessors = (workflow: Workflow, node: string): readonly string[] =>
	getNodeLinks(workflow, node).predecessors.map(({from}) => from);

const isJoin = (workflow: Workflow, node: string): boolean => getNodeLinks(workflow, node).isJoin;

/** What lies behind broken nodes is dispatched by FaaSr again, so only those with no broken one before them are dispatched by us. */
const findFrontier = ({workflow, nodes}: RunState): readonly NodeState[] => {
	const tainted = new Set<string>();
	const frontier: NodeState[] = [];
	for (const node of nodes.values()) {
		const isBehind = getPredecessors(workflow, node.id).some(id => tainted.has(id));
		const isBroken = brokenEnds.has(node.status);
		if (isBehind || isBroken) {
			tainted.add(node.id);
		}

		if (isBroken && !isBehind) {
			frontier.push(node);
		}
	}

	return frontier;
};

type Reach = Pick<ResumePlan, 'runsAgain' | 'blocked' | 'kept'>;

const describeMissing = ({id, status}: NodeState): string => status === 'NOT_INVOKED'
	? `It waits for ${id}, which lies on a branch that was not taken`
	: `It waits for ${id}, which has no .done and does not run again`;

/** Follows FaaSr's own dispatches from what we dispatch to the end of the graph. */
const findReach = ({workflow, nodes}: RunState, dispatched: ReadonlySet<string>): Reach => {
	const again = new Map<string, {readonly node: string; readonly isCertain: boolean}>();
	const blocked: Array<ResumePlan['blocked'][number]> = [];
	for (const {id} of nodes.values()) {
		const {predecessors} = getNodeLinks(workflow, id);
		const arriving = predecessors.filter(({from}) => again.has(from));
		if (dispatched.has(id)) {
			again.set(id, {node: id, isCertain: true});
		} else if (arriving.length > 0) {
			const missing = predecessors.find(({from}) => !again.has(from) && !hasDone(lookUp(nodes, from)));
			if (missing !== undefined && isJoin(workflow, id)) {
				blocked.push({node: id, sentence: describeMissing(lookUp(nodes, missing.from))});
				continue;
			}

			const isCertain = arriving.every(({from, edges}) => again.get(from)?.isCertain === true && edges.some(({when}) => when === 'always'));
			again.set(id, {node: id, isCertain});
		}
	}

	return {runsAgain: [...again.values()], blocked, kept: [...nodes.keys()].filter(id => !again.has(id))};
};

const listDeletions = ({workflow, nodes}: RunState, runsAgain: ResumePlan['runsAgain']): readonly ResumeDeletion[] => {
	const states = runsAgain.map(({node}) => lookUp(nodes, node));
	const joins = new Set(states.filter(({id}) => isJoin(workflow, id)).map(({action}) => action));
	return [
		...[...joins].flatMap((action): readonly ResumeDeletion[] => [
			{key: `${action}.candidate`, store: 'log'},
			{key: `${action}/lock`, store: 'log'},
			{key: `${action}/flag/`, store: 'log'},
		]),
		...states.map(({action, rank}): ResumeDeletion => ({key: getDoneKey(action, rank), store: 'done'})),
	];
};

const refuse = (selection: ResumeSelection, refusal: string, {nodes, invocation}: RunState): ResumePlan => ({
	selection, refusal, ...(invocation && {invocation}), deletions: [], dispatches: [], runsAgain: [], blocked: [], kept: [...nodes.keys()],
});

const describeOpen = ({outcome}: RunState): string | undefined => {
	if (outcome === 'IDLE') {
		return 'Nothing has run yet';
	}

	return outcome === 'RUNNING' ? 'The run goes on: wait for its end or cancel it first' : undefined;
};

/** Where every node came to its end, a run that still shows as alive is about to end; who resumes waits for that. */
const describeAlive = ({outcome, platformRuns}: RunState): string | undefined => {
	const wasGivenUp = outcome === 'TIMEOUT' || outcome === 'CANCELLED';
	const alive = wasGivenUp ? [...platformRuns.values()].find(({status}) => status !== 'completed') : undefined;
	return alive === undefined ? undefined : `Platform run ${alive.id} of ${alive.action} is still alive: cancel it first`;
};

const describeEntry = (node: NodeState, {workflow}: RunState): string | undefined => node.action === workflow.entry
	? `${node.id} is the entry action, which FaaSr refuses to run twice in one invocation: run the whole workflow instead`
	: undefined;

/** FaaSr lets a join run only when every predecessor has its `.done`; behind one predecessor it checks nothing, and the input would be missing. */
const describeMissingInput = (node: NodeState, {workflow, nodes}: RunState): string | undefined => {
	const predecessors = getPredecessors(workflow, node.id);
	const missing = predecessors.map(id => lookUp(nodes, id)).filter(predecessor => !hasDone(predecessor));
	const [first] = missing;
	if (first === undefined) {
		return undefined;
	}

	if (first.status === 'NOT_INVOKED') {
		return `${node.id} waits for ${first.id}, which lies on a branch that was not taken`;
	}

	return missing.length === predecessors.length && predecessors.length > 1
		? `None of the predecessors of ${node.id} has its .done, so FaaSr would not let it run`
		: `${first.id} before ${node.id} has no .done (it ended ${first.status}), so resume ${first.id}`;
};

const describeUnreached = (node: NodeState): string | undefined => {
	if (node.status === 'NOT_INVOKED') {
		return `${node.id} lies on a branch that was not taken`;
	}

	return node.status === 'SKIPPED' ? `${node.id} was never invoked: ${node.sentence ?? 'what comes before it failed'}` : undefined;
};

const choose = (state: RunState, selection: Exclude<ResumeSelection, {readonly kind: 'workflow'}>): readonly NodeState[] | string => {
	if (selection.kind === 'node') {
		const node = state.nodes.get(selection.node);
		return node === undefined ? `The workflow has no function ${JSON.stringify(selection.node)}` : [node];
	}

	const frontier = findFrontier(state);
	const dead = [...state.nodes.values()].find(({reason}) => reason === 'dead-join');
	if (frontier.length > 0) {
		return frontier;
	}

	return dead === undefined ? 'Nothing failed' : [`Nothing failed but ${dead.id}, which can never run.`, dead.sentence].join(' ').trim();
};

const findObstacles = (chosen: readonly NodeState[], state: RunState): {readonly free: readonly NodeState[]; readonly obstructed: ResumePlan['blocked']} => {
	const judged = chosen.map(node => ({node, sentence: describeEntry(node, state) ?? describeUnreached(node) ?? describeMissingInput(node, state)}));
	return {
		free: judged.filter(({sentence}) => sentence === undefined).map(({node}) => node),
		obstructed: judged.flatMap(({node, sentence}) => sentence === undefined ? [] : [{node: node.id, sentence}]),
	};
};

/**
Plans what to run again, without doing anything.

Within one invocation FaaSr runs an action again when it is dispatched with the old ids, and that action dispatches its
successors again (faasr.md 2i). So only failed nodes with no failed one before them are dispatched, each with its FunctionRank;
everything behind them runs again by itself, whatever it had come to: behind a conditional only if the new answer leads there.

Deleted first, in this order:
- of every join that runs again, `.candidate`, without which its new arrival would find that it is not the first line and end
green without doing anything, and `lock` and `flag/`, which a killed action may have left and which hold arrivals up for minutes;
- `.done` of every node that runs again. A join goes by `.done` alone: with two predecessors resumed, the marker of the slower one's
first attempt would let the join run on the other's arrival, before its input is there, and one left on a branch that is
not taken this time would let a join run that never should. `.done` does not even mean success (an exception writes it, faasr.md 0.1).
Logs stay: attempts are appended to them.

Refused when it is unsafe or could not work: something still runs, nothing failed, the entry action (FaaSr stops at an existing
InvocationID), a node that was never invoked, and a node one of whose predecessors has no `.done`, as in a dead join.
A join further on that waits for a node that does not run again is no obstacle: it stays as it is and is listed in `blocked`.
*/
export const planResume = (state: RunState, selection: ResumeSelection): ResumePlan => {
	const open = describeOpen(state);
	if (open !== undefined) {
		return refuse(selection, open, state);
	}

	if (selection.kind === 'workflow') {
		const {workflow} = state;
		return {
			selection, deletions: [], blocked: [], kept: [],
			dispatches: [{node: workflow.entry, action: workflow.entry}],
			...findWhole(state),
		};
	}

	const chosen = choose(state, selection);
	const alive = describeAlive(state);
	if (alive !== undefined) {
		return refuse(selection, alive, state);
	}

	if (typeof chosen === 'string') {
		return refuse(selection, chosen, state);
	}

	const {free, obstructed} = findObstacles(chosen, state);
	const [first] = obstructed;
	if (first !== undefined && free.length === 0) {
		return refuse(selection, first.sentence, state);
	}

	const reach = findReach(state, new Set(free.map(({id}) => id)));
	return {
		selection,
		...(state.invocation && {invocation: state.invocation}),
		...reach,
		blocked: [...obstructed, ...reach.blocked],
		deletions: listDeletions(state, reach.runsAgain),
		dispatches: free.map(({id, action, rank}) => ({node: id, action, ...(rank !== undefined && {rank})})),
	};
};

const findWhole = (state: RunState): Pick<ResumePlan, 'runsAgain'> => ({
	runsAgain: findReach({...state, nodes: new Map([...state.nodes].map(([id, node]) => [id, {...node, status: 'PENDING' as const}]))}, new Set([state.workflow.entry])).runsAgain,
});
