import {lookUp} from '../look-up.js';
import {getNodeLinks} from './node-links.js';
import {type NodeState, type RunState} from './run-state.js';

/** Whom a result leads to, in words: a branch that was not taken is no successor that was invoked. */
const describeInvoked = (result: string, {action, redispatched}: NodeState, {workflow}: RunState): string => {
	const {successors} = lookUp(workflow.actions, action);
	const taken = new Set(successors.filter(({when}) => when === 'always' || when === result).map(({to}) => to));
	if (redispatched !== undefined && redispatched.length > 0) {
		return `; a resume dispatched what it could not invoke: ${redispatched.join(', ')}`;
	}

	const others = new Set(successors.map(({to}) => to).filter(to => !taken.has(to)));
	if (successors.length === 0) {
		return ', and nothing comes after it';
	}

	if (others.size === 0) {
		return ', and every successor was invoked';
	}

	const rest = `not ${[...others].join(', ')}`;
	return taken.size === 0 ? `, which leads to none of its successors: ${rest}` : `, which leads to ${[...taken].join(', ')}, ${rest}`;
};

const describeWork = (node: NodeState, state: RunState): string => node.log?.result === undefined
	? 'Its .done marker exists, and its successors, the end of its platform run or five quiet seconds confirm it.'
	: `It finished with result ${node.log.result}${describeInvoked(node.log.result, node, state)}.`;

const describeCompleted = (node: NodeState, state: RunState): string => node.ranWithout === undefined ? describeWork(node, state) : `It ${node.sentence!}. ${describeWork(node, state)}`;

/** What the platform says of the state of a node's run that goes on. */
const getNote = ({runIds}: NodeState, {platformRuns}: RunState): string | undefined =>
	runIds.map(id => lookUp(platformRuns, id)).findLast(({status}) => status !== 'completed')?.note;

const describeQueued = (node: NodeState, state: RunState): string => {
	const note = getNote(node, state);
	return note === undefined ? 'Its platform run is queued.' : `Its platform run is queued: ${note}.`;
};

const describeRunning = (node: NodeState, state: RunState): string => {
	const {log, doneAt} = node;
	const note = getNote(node, state);
	if (note !== undefined) {
		return `Its platform run is in progress: ${note}.`;
	}

	if (log?.result !== undefined) {
		return 'Its function has finished; its successors are being invoked.';
	}

	if (doneAt !== undefined) {
		return 'Finishing: .done is written, but an ERROR may still follow.';
	}

	return log === undefined ? 'Its platform run is in progress; it has written no log yet.' : 'Its log exists and has no end yet.';
};

/** What a node that nothing has invoked is waiting for. */
const describePending = (node: NodeState, {workflow, nodes, outcome}: RunState): string => {
	const {predecessors} = getNodeLinks(workflow, node.id);
	const open = predecessors.filter(({from}) => nodes.get(from)?.doneAt === undefined && nodes.get(from)?.status !== 'COMPLETED');
	if (outcome === 'IDLE') {
		return node.action === workflow.entry ? 'The entry action: a trigger dispatches it.' : 'Nothing has been triggered yet.';
	}

	const [first] = open;
	if (first === undefined) {
		return 'Nothing has invoked it yet.';
	}

	return open.length === 1
		? `It waits for ${first.from}.`
		: `It waits for ${open.length} of its ${predecessors.length} upstream nodes, ${first.from} among them.`;
};

/** Gives the reason for a node's status in one sentence. */
export const describeGrounds = (node: NodeState, state: RunState): string => {
	switch (node.status) {
		case 'COMPLETED': {
			return describeCompleted(node, state);
		}

		case 'RUNNING': {
			return describeRunning(node, state);
		}

		case 'INVOKED': {
			return node.sentence ?? (node.runIds.length > 0 ? describeQueued(node, state) : 'An upstream node invoked it; no run of it has appeared yet.');
		}

		case 'PENDING': {
			return describePending(node, state);
		}

		case 'FAILED':
		case 'SKIPPED':
		case 'TIMEOUT':
		case 'NOT_INVOKED':
		case 'CANCELLED': {
			return node.sentence ?? 'Nothing more is known.';
		}
	}
};
