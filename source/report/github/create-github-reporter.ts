import {type AssertionReport} from '../../testing/assertions/assertion-report.js';
import {type NodeState} from '../../core/run/run-state.js';
import {isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {type LogEntry} from '../../run/runner/log-entry.js';
import {getLogTail} from '../../run/runner/get-log-tail.js';
import {createLineCleaner} from '../clean-line.js';
import {describeLink} from '../describe-link.js';
import {describeVerdict} from '../describe-verdict.js';
import {getFailedNodes, mostTails} from '../failed-nodes.js';
import {describeDuration, describeEvent} from '../lines/describe-event.js';
import {type CreateReporter, type ReportedResult, type ReporterContext} from '../reporter.js';
import {createTimedWriter} from '../timed-writer.js';
import {largestSummaryBytes, renderStepSummary} from './render-step-summary.js';
import {disarmLine, fenceLines, renderCommand} from './workflow-commands.js';

/** GitHub shows so many annotations of a kind for a step. */
const mostAnnotations = 10;

/** Lines of a failing function's log that are shown unfolded, and in the summary. */
const tailLength = 200;
const summaryTailLength = 50;

type Clean = (text: string) => string;

/** Log lines until their node has ended. */
const createPendingLogs = () => {
	const pending = new Map<string, string[]>();
	return {
		add(entries: readonly LogEntry[], clean: Clean): void {
			for (const {node, text, isNoise} of entries) {
				if (!isNoise) {
					const lines = pending.get(node) ?? [];
					lines.push(clean(text));
					pending.set(node, lines);
				}
			}
		},
		take(node: string): readonly string[] {
			const lines = pending.get(node) ?? [];
			pending.delete(node);
			return lines;
		},
	};
};

const renderHeading = (node: NodeState, {store}: ReporterContext, clean: Clean): string => {
	const reason = node.reason === undefined || node.reason === 'completed' ? '' : ` (${node.reason})`;
	return `${clean(node.id)} ${node.status}${describeDuration(node)}${reason}${clean(describeLink(node, store.getSnapshot()))}`;
};

/** GitHub shows an annotation beside the line of the file that it names. */
const renderNodeAnnotation = (node: NodeState, clean: Clean): string => {
	const {where, hint} = node.cause ?? {};
	const place: Readonly<Record<string, string>> = where === undefined ? {} : {file: clean(where.file), ...(where.line !== undefined && {line: String(where.line)})};
	const title = `${clean(node.id)} ${node.status}${node.reason === undefined ? '' : ` (${node.reason})`}`;
	return renderCommand('error', [node.sentence ?? 'failed', ...(hint === undefined ? [] : [hint])].map(line => clean(line)).join('\n'), {...place, title});
};

const renderAssertionAnnotation = ({title, evidence}: AssertionReport, clean: Clean): string =>
	renderCommand('error', evidence.split('\n').map(line => clean(line)).join('\n'), {title: `assertion failed: ${clean(title)}`});

/** One annotation for each failing function or assertion, the tenth for all that are left. */
const renderAnnotations = (nodes: readonly NodeState[], assertions: readonly AssertionReport[], clean: Clean): readonly string[] => {
	const count = nodes.length + assertions.length;
	const room = count > mostAnnotations ? mostAnnotations - 1 : count;
	const shown = [
		...nodes.slice(0, room).map(node => renderNodeAnnotation(node, clean)),
		...assertions.slice(0, Math.max(0, room - nodes.length)).map(assertion => renderAssertionAnnotation(assertion, clean)),
	];
	const rest = count - shown.length;
	return rest === 0 ? shown : [...shown, renderCommand('error', `${rest} more nodes or assertions failed; the step's summary lists them.`, {title: 'More failures'})];
};

const writeSummary = (result: ReportedResult, failed: readonly NodeState[], {store, stepSummary, cloudLabel}: ReporterContext, clean: Clean): void => {
	stepSummary?.append(renderStepSummary({
		result,
		state: store.getSnapshot(),
		cloudLabel,
		clean,
		tails: failed.slice(0, mostTails).map(node => ({node, lines: getLogTail(store.logs.lines, node.id, summaryTailLength).map(line => clean(line))})),
		roomBytes: largestSummaryBytes - stepSummary.sizeBytes(),
	}));
};

/** What can be written about one node. */
const createNodeWriter = (context: ReporterContext, clean: Clean) => {
	const {store, createToken, output} = context;
	const write = (lines: readonly string[]): void => {
		if (lines.length > 0) {
			(output.writeCommands ?? output.write)(`${lines.join('\n')}\n`);
		}
	};

	return {
		write,
		writeGroup(node: NodeState, lines: readonly string[]): void {
			if (lines.length > 0) {
				write([renderCommand('group', renderHeading(node, context, clean)), ...fenceLines(lines, createToken()), renderCommand('endgroup')]);
			}
		},
		writeUnfolded(node: NodeState): void {
			const lines = getLogTail(store.logs.lines, node.id, tailLength);
			write([`--- ${disarmLine(renderHeading(node, context, clean))}`, ...fenceLines(lines.map(line => clean(line)), createToken())]);
		},
	};
};

/** Status lines, in which no command can stand. */
const createDisarmedWriter = ({clock, output}: ReporterContext) => createTimedWriter({
	clock,
	output: {
		...output,
		write(text) {
			output.write(disarmLine(text));
		},
	},
});

const renderFailure = (error: unknown, clean: Clean): string => {
	const lines = isFaasrTuiError(error) ? [...error.message.split('\n'), ...(error.hint === undefined ? [] : [error.hint])] : [String(error)];
	return renderCommand('error', lines.map(line => clean(line)).join('\n'), {title: 'faasr-tui'});
};

/**
Writes a run for the log of a GitHub Actions job: statuses as they change, the log of each function that passed folded
into a group, of those that failed unfolded at the end, with annotations and a step summary.

GitHub folds every group, so what failed has none. What functions print cannot command the runner: it stands between
`::stop-commands::` and a token that they do not know.
*/
export const createGithubReporter: CreateReporter = context => {
	const {store, mask} = context;
	const clean = createLineCleaner(mask);
	const logs = createPendingLogs();
	const writer = createDisarmedWriter(context);
	const {write, writeGroup, writeUnfolded} = createNodeWriter(context, clean);
	return {
		onEvent(event) {
			if (event.type === 'log.grew') {
				logs.add(event.entries, clean);
				return;
			}

			if (event.type === 'run.warned') {
				write([renderCommand('warning', clean(event.message), {title: 'faasr-tui'})]);
				return;
			}

			for (const {text, at} of describeEvent(event, store.getSnapshot(), {clean, paint: status => status})) {
				writer.writeLine(text, store.getSnapshot(), at);
			}

			if (event.type === 'status.changed' && event.node.status === 'COMPLETED') {
				writeGroup(event.node, logs.take(event.node.id));
			}
		},
		onNote(text) {
			writer.writeLine(clean(text), store.getSnapshot());
		},
		onTick() {
			writer.writeHeartbeat(store.getSnapshot(), clean);
		},
		onResult(result) {
			const failed = getFailedNodes(result.nodes);
			const open = new Set(failed);
			for (const node of result.nodes.filter(candidate => !open.has(candidate))) {
				writeGroup(node, logs.take(node.id));
			}

			for (const node of failed.slice(0, mostTails)) {
				writeUnfolded(node);
			}

			if (failed.length > mostTails) {
				write([`--- ${failed.length - mostTails} more nodes failed`]);
			}

			write(result.nodes.filter(({ranWithout}) => ranWithout !== undefined).slice(0, mostAnnotations).map(({id, sentence = ''}) => renderCommand('warning', clean(sentence), {title: clean(id)})));
			write((result.warnings ?? []).map(warning => renderCommand('warning', clean(warning), {title: 'Document'})));
			// What the test expected is no error, and a step that succeeds must not look as if it had failed.
			write(renderAnnotations(result.exitCode === 0 ? [] : failed, (result.assertions?.assertions ?? []).filter(({isOk}) => !isOk), clean));
			writeSummary(result, failed, context, clean);
			write([clean(describeVerdict(result))]);
		},
		onFailure(error) {
			write([renderFailure(error, clean)]);
		},
	};
};
