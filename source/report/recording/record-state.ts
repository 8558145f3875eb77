import {type NodeState, type RunState, type SeenRun} from '../../core/run/run-state.js';
import {type Status, statuses} from '../../core/run/status.js';
import {type WorkflowDocument} from '../../core/workflow/document.js';
import {type LogEntry} from '../../run/runner/log-entry.js';
import {type RecordedLine, type RecordedNode, type RecordedPlatformRun, type RecordedRun} from './recorded-event.js';

/** Fields of servers, stores and machines that hold credentials, whatever their platform. */
const secretFields: ReadonlySet<string> = new Set(['AccessKey', 'SecretKey', 'Token', 'APIkey', 'API.key', 'SecretsList']);

const dropSecrets = (value: unknown): unknown => {
	if (Array.isArray(value)) {
		return value.map(item => dropSecrets(item));
	}

	return typeof value === 'object' && value !== null
		? Object.fromEntries(Object.entries(value).filter(([key]) => !secretFields.has(key)).map(([key, item]) => [key, dropSecrets(item)]))
		: value;
};

/** The document without fields that hold credentials; what a function is called with is left as it is. */
export const recordDocument = ({ActionList, ...rest}: WorkflowDocument): Readonly<Record<string, unknown>> => ({...dropSecrets(rest) as Record<string, unknown>, ActionList});

const pick = <T, K extends keyof T>(value: T, keys: readonly K[]): Pick<T, K> =>
	Object.fromEntries(keys.filter(key => value[key] !== undefined).map(key => [key, value[key]])) as Pick<T, K>;

export const recordRun = (state: RunState): RecordedRun =>
	pick(state, ['outcome', 'invocation', 'triggeredAt', 'begunBy', 'endedAt', 'isCancelRequested', 'watchFailures']);

export const recordNode = (node: NodeState): RecordedNode => {
	const recorded = pick(node, ['id', 'action', 'rank', 'status', 'reason', 'sentence', 'startedAt', 'endedAt', 'doneAt', 'logStartedAt', 'failureSeenAt', 'resumed', 'runIds', 'cause', 'ranWithout', 'isTrailing']);
	return node.log === undefined
		? recorded
		: {...recorded, log: pick(node.log, ['attempts', 'result', 'failure', 'dispatchFailure', 'invoked', 'hasNoTriggers', 'warnings', 'apiError'])};
};

export const recordPlatformRun = (run: SeenRun): RecordedPlatformRun =>
	pick(run, ['id', 'action', 'rank', 'status', 'conclusion', 'meaning', 'note', 'createdAt', 'url', 'attempt', 'mostAttempts', 'isGuess', 'seenAt', 'beganAt']);

export const recordLine = ({node, text, at, level, isNoise, isRunLog, isPrint}: LogEntry): RecordedLine => ({
	node, text, at, ...(level !== undefined && {level}), ...(isNoise && {isNoise}), ...(isRunLog && {isRunLog}), ...(isPrint && {isPrint}),
});

/** How many nodes are in each status that one is in. */
export const countNodes = (nodes: readonly NodeState[]): Readonly<Partial<Record<Status, number>>> => Object.fromEntries(statuses
	.map((status): [Status, number] => [status, nodes.filter(node => node.status === status).length])
	.filter(([, count]) => count > 0));
