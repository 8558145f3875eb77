import {type NodeState} from '../../core/run/run-state.js';
import {type Status, statuses} from '../../core/run/status.js';
import {type RunResult} from '../../run/runner/run-result.js';
import {getLogTail} from '../../run/runner/get-log-tail.js';
import {createLineCleaner} from '../clean-line.js';
import {describeLink} from '../describe-link.js';
import {describeVerdict} from '../describe-verdict.js';
import {getFailedNodes, mostTails} from '../failed-nodes.js';
import {type CreateReporter, type ReporterContext} from '../reporter.js';
import {createTimedWriter} from '../timed-writer.js';
import {describeDuration, describeEvent, type Wording} from './describe-event.js';

const colors: Record<Status, number> = {
	PENDING: 2, INVOKED: 36, RUNNING: 36, COMPLETED: 32, FAILED: 31, SKIPPED: 33, TIMEOUT: 31, NOT_INVOKED: 2, CANCELLED: 35,
};

const paintStatus = (status: Status): string => `\u{1B}[${colors[status]}m${status}\u{1B}[0m`;

/** The failing functions' last log lines, each under its name and reason. */
const renderTails = ({nodes}: RunResult, {store}: ReporterContext, clean: (text: string) => string): readonly string[] => {
	const failed = getFailedNodes(nodes);
	const rest = failed.length - mostTails;
	return [
		...failed.slice(0, mostTails).flatMap(node => [
			`--- ${clean(node.id)} ${node.status} (${node.reason ?? 'unknown'}): ${clean(node.sentence ?? '')}${clean(describeLink(node, store.getSnapshot()))}`,
			...(node.cause?.hint === undefined ? [] : [`    ${clean(node.cause.hint)}`]),
			...getLogTail(store.logs.lines, node.id).map(line => `    ${clean(line)}`),
		]),
		...(rest > 0 ? [`--- ${rest} more nodes failed`] : []),
	];
};

const mostNames = 8;

/** Nodes by how they ended, each with how long it took, the slowest first; those that failed follow with their logs. */
const renderNodes = ({nodes}: RunResult, clean: (text: string) => string): readonly string[] => {
	const failed = new Set(getFailedNodes(nodes));
	return statuses.flatMap(status => {
		const group = nodes.filter(node => node.status === status && !failed.has(node)).toSorted((a, b) => getTime(b) - getTime(a));
		const names = group.slice(0, mostNames).map(node => clean(node.id) + describeDuration(node));
		const rest = group.length > mostNames ? ` and ${group.length - mostNames} more` : '';
		return group.length === 0 ? [] : [`${status}: ${names.join(', ')}${rest}`];
	});
};

const getTime = ({startedAt, endedAt}: NodeState): number => startedAt === undefined || endedAt === undefined ? 0 : endedAt - startedAt;

/**
Writes a run as plain lines for pipelines: one for each change of a status and each log line, the verdict last.

Everything remote is made printable and masked here, at the last step before it is written.
*/
export const createLinesReporter: CreateReporter = context => {
	const {output, mask, store} = context;
	const clean = createLineCleaner(mask);
	const wording: Wording = {clean, paint: output.hasColor ? paintStatus : status => status};
	const writer = createTimedWriter(context);
	return {
		onEvent(event) {
			const state = store.getSnapshot();
			for (const {text, at} of describeEvent(event, state, wording)) {
				writer.writeLine(text, state, at);
			}
		},
		onNote(text) {
			writer.writeLine(clean(text), store.getSnapshot());
		},
		onTick() {
			writer.writeHeartbeat(store.getSnapshot(), clean);
		},
		onResult(result) {
			const warnings = (result.warnings ?? []).map(warning => `Warning: ${clean(warning)}`);
			for (const line of [...renderNodes(result, clean), ...renderTails(result, context, clean), ...warnings, clean(describeVerdict(result))]) {
				output.write(`${line}\n`);
			}
		},
	};
};
