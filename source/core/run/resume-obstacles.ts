import {lookUp} from '../look-up.js';
import {getNodeLinks} from './node-links.js';
import {type NodeState, type RunState} from './run-state.js';
import {getOwnId} from './run-id.js';

/** Why something cannot be run again, a sentence without its full stop, and what to do instead. */
export type Obstacle = {
	readonly sentence: string;
	readonly advice: string;
};

const waitAdvice = 'Wait for its end with "faasr-tui watch", or cancel it there: x on the screen (--ci only watches).';

/** FaaSr writes `.done` before the finish line, so a node known to be COMPLETED has one, whether or not a listing has shown it yet. */
export const hasDone = (node: NodeState): boolean => node.doneAt !== undefined || node.status === 'COMPLETED';

/** The nodes that are known to be running. */
const describeWork = ({nodes}: RunState): string => {
	const first = [...nodes.values()].find(({status}) => status === 'RUNNING') ?? [...nodes.values()].find(({status}) => status === 'INVOKED');
	return first === undefined ? '' : `: ${first.id} is ${first.status === 'RUNNING' ? 'running' : 'invoked'}`;
};

/** What stands against any resume of a run that has no end yet. */
export const findOpen = (state: RunState): Obstacle | undefined => {
	const {outcome} = state;
	if (outcome === 'IDLE') {
		return {sentence: 'Nothing has run yet', advice: 'Trigger the workflow first.'};
	}

	return outcome === 'RUNNING' ? {sentence: `The run is still in progress${describeWork(state)}`, advice: waitAdvice} : undefined;
};

/** Where every node came to its end, a run that still shows as alive is about to end; who resumes waits for that. */
export const findAlive = ({outcome, platformRuns}: RunState): Obstacle | undefined => {
	const wasGivenUp = outcome === 'TIMEOUT' || outcome === 'CANCELLED';
	const alive = wasGivenUp ? [...platformRuns.values()].find(({status}) => status !== 'completed') : undefined;
	return alive && {sentence: `Platform run ${getOwnId(alive.id)} of ${alive.action} is still alive`, advice: waitAdvice};
};

const findEntry = (node: NodeState, {workflow}: RunState): Obstacle | undefined => node.action === workflow.entry
	? {
		sentence: `${node.id} is the entry action, which FaaSr refuses to run twice in one invocation: run the whole workflow instead`,
		advice: 'A new run of the whole workflow is a new invocation: "faasr-tui" and the document, or r on the screen.',
	}
	: undefined;

/** FaaSr lets a join run only when every predecessor has its `.done`; behind one predecessor it checks nothing, and the input would be missing. */
const findMissingInput = (node: NodeState, {workflow, nodes}: RunState): Obstacle | undefined => {
	const predecessors = getNodeLinks(workflow, node.id).predecessors.map(({from}) => lookUp(nodes, from));
	const missing = predecessors.filter(predecessor => !hasDone(predecessor));
	const [first] = missing;
	if (first === undefined) {
		return undefined;
	}

	if (first.status === 'NOT_INVOKED') {
		return {sentence: `${node.id} waits for ${first.id}, whose branch was not taken`, advice: 'Resume the node whose result chose the branch, or correct the workflow.'};
	}

	const advice = `Resume without a node's name: that begins with ${first.id}.`;
	return missing.length === predecessors.length && predecessors.length > 1
		? {sentence: `None of the predecessors of ${node.id} has its .done, so FaaSr would not let it run`, advice}
		: {sentence: `${first.id}, upstream of ${node.id}, has no .done (it ended ${first.status}), so resume ${first.id}`, advice};
};

const findUnreached = (node: NodeState): Obstacle | undefined => {
	if (node.status === 'NOT_INVOKED') {
		return {sentence: `The branch of ${node.id} was not taken`, advice: 'Resume the node whose result chose the branch.'};
	}

	return node.status === 'SKIPPED'
		? {
			sentence: `${node.id} was never invoked: ${node.sentence ?? 'an upstream node failed'}`,
			advice: node.reason === 'dead-join' ? 'Correct the workflow: "faasr-tui validate" says why it can never run.' : 'Resume without naming a node: that begins with the failed nodes.',
		}
		: undefined;
};

/** What stands against dispatching a node; `isMissing` for one that a function before it could not invoke. */
export const findObstacle = (node: NodeState, state: RunState, isMissing: boolean): Obstacle | undefined =>
	findEntry(node, state) ?? (isMissing ? undefined : findUnreached(node)) ?? findMissingInput(node, state);
