import {getDoneKey} from '../log/log-keys.js';
import {lookUp} from '../look-up.js';
import {type Workflow} from '../workflow/workflow.js';
import {findFrontier, type Frontier} from './find-frontier.js';
import {getNodeLinks} from './node-links.js';
import {findAlive, findObstacle, findOpen, hasDone, type Obstacle} from './resume-obstacles.js';
import {type ResumeDeletion, type ResumePlan, type ResumeSelection} from './resume-plan.js';
import {type NodeState, type RunState} from './run-state.js';

const isJoin = (workflow: Workflow, node: string): boolean => getNodeLinks(workflow, node).isJoin;

type Reach = Pick<ResumePlan, 'runsAgain' | 'blocked' | 'kept'>;

const describeMissing = ({id, status}: NodeState): string => status === 'NOT_INVOKED'
	? `waits for ${id}, whose branch was not taken`
	: `waits for ${id}, which has no .done and does not run again`;

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

const refuse = (selection: ResumeSelection, {sentence, advice}: Obstacle, {nodes, invocation}: RunState): ResumePlan => ({
	selection, refusal: sentence, advice, ...(invocation && {invocation}), deletions: [], dispatches: [], runsAgain: [], blocked: [], completes: [], kept: [...nodes.keys()],
});

/** Names shown of a workflow's nodes. */
const mostNames = 30;

/** One node, or all ranks of an action. */
const chooseNamed = (name: string, {nodes}: RunState): readonly NodeState[] | Obstacle => {
	const node = nodes.get(name);
	const chosen = node === undefined ? [...nodes.values()].filter(({action}) => action === name) : [node];
	return chosen.length === 0
		? {sentence: `The workflow has no action or node ${JSON.stringify(name)}`, advice: `Its nodes are: ${[...nodes.keys()].slice(0, mostNames).join(', ')}.`}
		: chosen;
};

const chooseFailed = ({nodes: frontier}: Frontier, {nodes}: RunState): readonly NodeState[] | Obstacle => {
	const dead = [...nodes.values()].find(({reason}) => reason === 'dead-join');
	if (frontier.length > 0) {
		return frontier;
	}

	return dead === undefined
		? {sentence: 'Nothing failed', advice: 'Name a node to rerun it and everything downstream anyway.'}
		: {sentence: [`Nothing failed but ${dead.id}, which can never run.`, dead.sentence].join(' ').trim(), advice: 'Correct the workflow: "faasr-tui validate" says why it can never run.'};
};

type Choice = {
	readonly free: readonly NodeState[];
	readonly obstructed: ResumePlan['blocked'];
};

const findObstacles = (chosen: readonly NodeState[], state: RunState, uninvoked: ReadonlySet<string>): Choice & {readonly obstacle?: Obstacle} => {
	const judged = chosen.map(node => ({node, obstacle: findObstacle(node, state, uninvoked.has(node.id))}));
	const obstacle = judged.find(({obstacle}) => obstacle !== undefined)?.obstacle;
	return {
		free: judged.filter(({obstacle}) => obstacle === undefined).map(({node}) => node),
		obstructed: judged.flatMap(({node, obstacle}) => obstacle === undefined ? [] : [{node: node.id, sentence: obstacle.sentence}]),
		...(obstacle && {obstacle}),
	};
};

/**
Plans what to run again, without doing anything.

Within one invocation FaaSr runs an action again when it is dispatched with the old ids, and that action dispatches its
successors again (faasr.md 2i). So only failed nodes with no failed one before them are dispatched, each with its FunctionRank;
everything behind them runs again by itself, whatever it had come to: behind a conditional only if the new answer leads there.
Where a function did its work and was refused some dispatches, only those are made, in its place: neither it nor what it reached
runs again (see `findMissing`).

Deleted first, in this order:
- of every join that runs again, `.candidate`, without which its new arrival would find that it is not the first line and end
green without doing anything, and `lock` and `flag/`, which a killed action may have left and which hold arrivals up for minutes;
- `.done` of every node that runs again. A join goes by `.done` alone: with two predecessors resumed, the marker of the slower one's
first attempt would let the join run on the other's arrival, before its input is there, and one left on a branch that is
not taken this time would let a join run that never should. `.done` does not even mean success (an exception writes it, faasr.md 0.1).
Logs stay: attempts are appended to them.

Refused when it is unsafe or could not work: something still runs, nothing failed, the entry action (FaaSr stops at an existing
InvocationID), a node that was never invoked, and a node one of whose predecessors has no `.done`, as in a dead join.
A join downstream that waits for a node that does not run again is not an obstacle: it stays as it is and is listed in `blocked`.
*/
export const planResume = (state: RunState, selection: ResumeSelection): ResumePlan => {
	const open = findOpen(state);
	if (open !== undefined) {
		return refuse(selection, open, state);
	}

	return selection.kind === 'workflow' ? planWhole(selection, state) : planWithin(selection, state);
};

const planWithin = (selection: Exclude<ResumeSelection, {readonly kind: 'workflow'}>, state: RunState): ResumePlan => {
	const frontier = findFrontier(state);
	const chosen = selection.kind === 'node' ? chooseNamed(selection.node, state) : chooseFailed(frontier, state);
	const refusal = findAlive(state) ?? ('sentence' in chosen ? chosen : undefined);
	if (refusal !== undefined || 'sentence' in chosen) {
		return refuse(selection, refusal!, state);
	}

	const {free, obstructed, obstacle} = findObstacles(chosen, state, new Set([...frontier.missing.values()].flat()));
	if (obstacle !== undefined && free.length === 0) {
		return refuse(selection, obstacle, state);
	}

	const reach = findReach(state, new Set(free.map(({id}) => id)));
	return {
		selection,
		...(state.invocation && {invocation: state.invocation}),
		...reach,
		blocked: [...obstructed, ...reach.blocked],
		completes: listCompleted(frontier, reach),
		deletions: listDeletions(state, reach.runsAgain),
		dispatches: free.map(({id, action, rank}) => ({node: id, action, ...(rank !== undefined && {rank})})),
	};
};

/** Functions that have nothing left to be made up for once the plan is carried out: a join that waits in vain is invoked as well. */
const listCompleted = ({missing}: Frontier, {runsAgain, blocked, kept}: Reach): ResumePlan['completes'] => {
	const invoked = new Set([...runsAgain, ...blocked].map(({node}) => node));
	return [...missing].filter(([node, own]) => kept.includes(node) && own.every(id => invoked.has(id))).map(([node, own]) => ({node, missing: own}));
};

const planWhole = (selection: ResumeSelection, state: RunState): ResumePlan => {
	const {workflow, nodes} = state;
	const blank = new Map([...nodes].map(([id, node]) => [id, {...node, status: 'PENDING' as const}]));
	return {
		selection, deletions: [], blocked: [], kept: [], completes: [],
		dispatches: [{node: workflow.entry, action: workflow.entry}],
		runsAgain: findReach({...state, nodes: blank}, new Set([workflow.entry])).runsAgain,
	};
};
