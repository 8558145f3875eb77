import {describeDeadProcess} from '../log/describe-dead-process.js';
import {getListedAt, type Batch} from './events.js';
import {type NodeState, type RunState} from './run-state.js';
import {hasEndedWell, isSettled} from './status.js';

/** So long after a failing log last grew (ms), more of it is not waited for. */
export const lastWordsMs = 500;

/**
What a function raised reaches S3 in three goes, each written at once: the error's text, its traceback, FaaSr's own error
(FaaSr-Backend's executor.py and s3_log_sender.py). A listing between two of them shows a failure whose traceback is still to come.
*/
export const lacksTraceback = ({reason, log}: NodeState): boolean =>
	reason === 'function-error'
	&& log?.failure?.source === 'executor.py'
	&& log.failure.traceback[0]?.startsWith('Traceback') !== true
	&& describeDeadProcess(log.failure) === undefined;

/** Up to when logs were read for what they may still tell: for good once nobody watches any more. */
export const getHeardAt = ({at, events}: Batch, listedAt: number | undefined): number =>
	events.some(({type}) => type === 'watch.ended') ? Number.POSITIVE_INFINITY : listedAt ?? at;

/** Notes whether more of a failed node's log is to be expected, after it was read at `heardAt`. */
export const noteSpeaking = (node: NodeState, heardAt: number): NodeState => {
	const isSpeaking = lacksTraceback(node) && heardAt < node.logGrewAt! + lastWordsMs;
	if (isSpeaking === (node.isSpeaking === true)) {
		return node;
	}

	const {isSpeaking: _, ...others} = node;
	return isSpeaking ? {...others, isSpeaking} : others;
};

/** True while the log of a failed node may still tell more of the failure. */
export const isAnySpeaking = ({nodes}: RunState): boolean => [...nodes.values()].some(({isSpeaking}) => isSpeaking === true);

/** True for a node that has settled and of whose failure nothing more is to be expected. */
export const isHeardOut = ({status, isSpeaking}: NodeState): boolean => isSettled(status) && isSpeaking !== true;

/** The first node that has settled otherwise than it should, and of whose failure nothing more is to be expected. */
export const findFailed = (nodes: readonly NodeState[]): NodeState | undefined => nodes.find(node => isHeardOut(node) && !hasEndedWell(node.status));

/** A node with the most that its log said. */
const readOn = (node: NodeState, events: Batch['events']): NodeState => {
	let log = node.log!;
	for (const event of events) {
		if (event.type === 'log.observed' && event.node === node.id && event.facts.sizeBytes > log.sizeBytes) {
			log = event.facts;
		}
	}

	return log === node.log ? node : {...node, log};
};

/** After the end of a run no status changes any more, but failed nodes may say the rest. */
export const hearLastWords = (state: RunState, batch: Batch): RunState => {
	const heardAt = getHeardAt(batch, getListedAt(batch.events));
	const changed = [...state.nodes.values()].flatMap(node => {
		const heard = node.isSpeaking === true ? noteSpeaking(readOn(node, batch.events), heardAt) : node;
		return heard === node ? [] : [heard];
	});
	return changed.length === 0 ? state : {...state, nodes: new Map([...state.nodes, ...changed.map(node => [node.id, node] as const)])};
};
