import {parseLogLine, parseRunLogLine} from '../../core/log/parse-log-line.js';
import {createRunState} from '../../core/run/create-run-state.js';
import {type Invocation} from '../../core/log/invocation.js';
import {addCause} from '../../core/run/note-causes.js';
import {type NodeState, type RunState} from '../../core/run/run-state.js';
import {parseWorkflow} from '../../core/workflow/parse-workflow.js';
import {type Workflow} from '../../core/workflow/workflow.js';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type LogEntry} from '../../run/runner/log-entry.js';
import {type RecordedLine, type RecordedNode, type RecordedRun, type TimedEvent} from './recorded-event.js';

type Snapshot = Extract<TimedEvent, {type: 'snapshot'}>;

/** A recording of before 1.1 has no causes: what its logs tell is found out anew. */
const restoreNode = ({log, ...recorded}: RecordedNode, at: number, workflow: Workflow): NodeState => {
	const node: NodeState = {...recorded, ...(log !== undefined && {log: {...log, sizeBytes: 0, seconds: 0}, logGrewAt: at})};
	return node.status === 'FAILED' && node.cause === undefined && log?.failure !== undefined ? addCause(node, workflow) : node;
};

const isSame = (a: Invocation | undefined, b: Invocation | undefined): boolean =>
	a?.id === b?.id && a?.timestamp === b?.timestamp && a?.workflowName === b?.workflowName;

/** An invocation that is the same stays the same object: readers take another one for another run. */
const restoreRun = ({invocation, ...run}: RecordedRun, known?: Invocation): RecordedRun => {
	const kept = isSame(invocation, known) ? known : invocation;
	return {...run, ...(kept !== undefined && {invocation: kept})};
};

/** The state that a snapshot tells of. Throws a `FaasrTuiError` when its document is not valid. */
export const restoreState = ({document, run, nodes, platformRuns, timeoutMs, at}: Snapshot): RunState => {
	const {workflow, problems} = parseWorkflow(JSON.stringify(document));
	if (workflow === undefined) {
		throw new FaasrTuiError(`The workflow document in the recording is not valid: ${problems[0]?.message ?? 'unknown problem'}`, {
			code: 'usage', hint: 'Record the run once more with --events FILE.',
		});
	}

	const {nodes: known, ...blank} = createRunState(workflow, timeoutMs);
	return {
		...blank,
		...restoreRun(run),
		changedAt: at,
		nodes: new Map([...known, ...nodes.filter(({id}) => known.has(id)).map((node): [string, NodeState] => [node.id, restoreNode(node, at, workflow)])]),
		platformRuns: new Map(platformRuns.map(platformRun => [platformRun.id, platformRun])),
	};
};

export const restoreLine = ({node, text, at, isNoise, isRunLog, isPrint}: RecordedLine): LogEntry => ({
	...(isPrint === true && {source: 'print'}),
	...(isRunLog === true || isPrint === true ? parseRunLogLine(text) : parseLogLine(text)), isNoise: isNoise === true, node, at, ...(isRunLog === true && {isRunLog}), ...(isPrint === true && {isPrint}),
});

/** The state after changes that were seen together; the same one when they change nothing. */
export const applyChanges = (state: RunState, events: readonly TimedEvent[]): RunState => {
	let next = state;
	for (const event of events) {
		switch (event.type) {
			case 'run.changed': {
				const {invocation, triggeredAt: _triggeredAt, begunBy: _begunBy, endedAt: _endedAt, ...rest} = next;
				next = {...rest, ...restoreRun(event.run, invocation), changedAt: event.at};
				break;
			}

			case 'platform-run.changed': {
				next = {...next, changedAt: event.at, platformRuns: new Map([...next.platformRuns, [event.platformRun.id, event.platformRun]])};
				break;
			}

			case 'node.changed': {
				const isKnown = next.nodes.has(event.node.id);
				next = isKnown ? {...next, changedAt: event.at, nodes: new Map([...next.nodes, [event.node.id, restoreNode(event.node, event.at, next.workflow)]])} : next;
				break;
			}

			case 'snapshot':
			case 'log.grew':
			case 'note':
			case 'warning':
			case 'result':
			case 'error': {
				break;
			}
		}
	}

	return next;
};
