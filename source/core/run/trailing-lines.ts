import {isDeadProcess} from '../cause/exit-code.js';
import {lacksCause} from '../cause/find-cause.js';
import {withoutDoubtedText} from './doubted-text.js';
import {getListedAt, type Batch} from './events.js';
import {createJudgeContext} from './judge-context.js';
import {recordFacts} from './record-facts.js';
import {type NodeState, type RunState, type TriggeredRun} from './run-state.js';
import {hasEndedWell, isSettled, type Reason} from './status.js';
import {takeRunLog} from './take-run-log.js';

/** How long to wait for more lines after a failing log last grew (ms). */
export const trailingMs = 500;

/**
What a function raised reaches S3 in three goes, each written at once: the error's text, its traceback, FaaSr's own error
(FaaSr-Backend's executor.py and s3_log_sender.py). A listing between two of them shows a failure whose traceback is still to come.
*/
export const lacksTraceback = ({reason, log}: NodeState): boolean =>
	reason === 'function-error'
	&& log?.failure?.source === 'executor.py'
	&& log.failure.traceback[0]?.startsWith('Traceback') !== true
	&& !isDeadProcess(log.failure);

const awaitedReasons: ReadonlySet<Reason | undefined> = new Set(['function-error', 'run-failed', 'run-did-nothing']);

/** True for a failed node whose cause can only be in the log of its platform run, while that has not been read. */
export const lacksRunLog = (node: NodeState): boolean =>
	node.status === 'FAILED' && awaitedReasons.has(node.reason) && node.runLog === undefined && lacksCause(withoutDoubtedText(node));

/** Up to when logs were read; infinite once the watching has ended. */
export const getReadAt = ({at, events}: Batch, listedAt: number | undefined): number =>
	events.some(({type}) => type === 'watch.ended') ? Number.POSITIVE_INFINITY : listedAt ?? at;

/** Notes whether a failed node's log may still grow, after it was read at `readAt`. */
export const noteTrailing = (node: NodeState, readAt: number): NodeState => {
	const isTrailing = (lacksTraceback(node) && readAt < node.logGrewAt! + trailingMs) || lacksRunLog(node);
	if (isTrailing === (node.isTrailing === true)) {
		return node;
	}

	const {isTrailing: _, ...others} = node;
	return isTrailing ? {...others, isTrailing} : others;
};

/** True while the log of a failed node may still add to its failure. */
export const isAnyTrailing = ({nodes}: RunState): boolean => [...nodes.values()].some(({isTrailing}) => isTrailing === true);

/** True for a node with a final status whose log has been read to its end. */
export const isDrained = ({status, isTrailing}: NodeState): boolean => isSettled(status) && isTrailing !== true;

/** The first node that failed and whose log has been read to its end. */
export const findFailed = (nodes: readonly NodeState[]): NodeState | undefined => nodes.find(node => isDrained(node) && !hasEndedWell(node.status));

/** A node with the most that its logs said. */
const readOn = (node: NodeState, events: Batch['events']): NodeState => {
	let {log} = node;
	let told = node;
	for (const event of events) {
		if (event.type === 'log.observed' && event.node === node.id && event.facts.sizeBytes > (log?.sizeBytes ?? 0)) {
			log = event.facts;
		} else if (event.type === 'run-log.observed' && event.node === node.id) {
			told = takeRunLog(told, event);
		}
	}

	return log === told.log ? told : {...told, log: log!};
};

/** The platform can list a run only after the end of all: whose log may have the cause of a failure is then still to be found out. */
const findLateRuns = (state: RunState, {at, events}: Batch): RunState => {
	const listed = events.filter(({type}) => type === 'platform-run.observed');
	const sought = [...state.nodes.values()].filter(node => node.isTrailing === true && node.runIds.length === 0);
	if (sought.length === 0 || listed.length === 0) {
		return state;
	}

	const {state: recorded} = recordFacts(state, {at, events: listed});
	const {getRuns} = createJudgeContext({state: recorded as TriggeredRun, nodes: recorded.nodes, at, listedAt: undefined});
	const found = sought.flatMap((node): ReadonlyArray<readonly [string, NodeState]> => {
		const runs = getRuns(node.id);
		return runs.length === 0 ? [] : [[node.id, {...node, runIds: runs.map(run => run.id)}]];
	});
	return found.length === 0 ? state : {...state, platformRuns: recorded.platformRuns, nodes: new Map([...state.nodes, ...found])};
};

/** After the end of a run no status changes any more, but failed nodes may say the rest. What has been read to its end is not read on: only the log of its platform run may still come. */
export const readTrailingLines = (state: RunState, batch: Batch): RunState => {
	const readAt = getReadAt(batch, getListedAt(batch.events));
	const runLogs = batch.events.filter(({type}) => type === 'run-log.observed');
	const changed = [...state.nodes.values()].flatMap(node => {
		const heard = node.isTrailing === true ? noteTrailing(readOn(node, batch.events), readAt) : readOn(node, runLogs);
		return heard === node ? [] : [heard];
	});
	return findLateRuns(changed.length === 0 ? state : {...state, nodes: new Map([...state.nodes, ...changed.map(node => [node.id, node] as const)])}, batch);
};
