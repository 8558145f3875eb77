import {getNodeLinks} from './node-links.js';
import {type NodeState, type RunState} from './run-state.js';

const describeCompleted = ({log}: NodeState): string => log?.result === undefined
	? 'Its .done is there, and its successors, the end of its platform run or five quiet seconds confirm it.'
	: `It finished with result ${log.result}, and every successor was invoked.`;

const describeRunning = ({log, doneAt}: NodeState): string => {
	if (log?.result !== undefined) {
		return 'Its function has finished; its successors are being invoked.';
	}

	if (doneAt !== undefined) {
		return 'It has written .done, but an ERROR may still follow: its end is not confirmed yet.';
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
		: `It waits for ${open.length} of the ${predecessors.length} before it, ${first.from} among them.`;
};

/** Says on what grounds a node is in its state, one sentence. */
export const describeGrounds = (node: NodeState, state: RunState): string => {
	switch (node.status) {
		case 'COMPLETED': {
			return describeCompleted(node);
		}

		case 'RUNNING': {
			return describeRunning(node);
		}

		case 'INVOKED': {
			return node.sentence ?? (node.runIds.length > 0 ? 'Its platform run is queued.' : 'A predecessor invoked it; no run of it has shown yet.');
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
