import {type NodeState, type RunState} from '../../core/run/run-state.js';
import {type Status} from '../../core/run/status.js';
import {formatDuration} from '../../core/text/format-duration.js';
import {countStatuses} from '../describe-verdict.js';
import {getRunUrl} from '../describe-link.js';
import {type ReportedResult} from '../reporter.js';
import {escapeMarkdown, fitPieces, getSizeBytes, renderMarkdownLink, renderPre} from './markdown.js';
import {renderMermaid} from './render-mermaid.js';

/** GitHub drops a step's summary beyond 1 MiB; a little is left for what the step writes after us. */
export const largestSummaryBytes = 1_000_000;

/** Half of the room is for the tables of large workflows, the rest for the graph and the logs. */
const tableShare = 0.5;
const assertionShare = 0.2;

const symbols: Record<Status, string> = {
	PENDING: '⚪', INVOKED: '🔵', RUNNING: '🔵', COMPLETED: '✅', FAILED: '❌', SKIPPED: '⏭️', TIMEOUT: '⌛', NOT_INVOKED: '➖', CANCELLED: '🚫',
};

export type StepSummaryInput = {
	readonly result: ReportedResult;
	readonly state: RunState;
	readonly cloudLabel: string;
	readonly clean: (text: string) => string;
	/** Nodes whose logs are shown, with their last lines, already clean. */
	readonly tails: ReadonlyArray<{readonly node: NodeState; readonly lines: readonly string[]}>;
	readonly roomBytes: number;
};

const renderHeading = ({result, state, cloudLabel, clean}: StepSummaryInput): string => {
	const {outcome, verdict = outcome, exitCode, durationMs, nodes, invocation} = result;
	const symbol = exitCode === 0 ? '✅' : '❌';
	const facts = [
		countStatuses(nodes),
		clean(cloudLabel),
		...(invocation === undefined ? [] : [`InvocationID ${clean(invocation.id)}`]),
	].map(fact => escapeMarkdown(fact));
	return `## ${symbol} ${escapeMarkdown(clean(state.workflow.name))}: ${verdict} in ${escapeMarkdown(formatDuration(durationMs))}\n\n${facts.join(' · ')}\n\n`;
};

const renderRow = (node: NodeState, {state, clean}: StepSummaryInput): string => {
	const {id, status, startedAt, endedAt, reason, sentence} = node;
	const duration = startedAt === undefined || endedAt === undefined || status === 'SKIPPED' ? '' : formatDuration(endedAt - startedAt);
	const why = [...(reason === undefined || reason === 'completed' ? [] : [reason]), ...(sentence === undefined ? [] : [clean(sentence)])].join(': ');
	const advice = node.cause?.hint === undefined ? '' : `<br>${escapeMarkdown(clean(node.cause.hint))}`;
	const cells = [node.ranWithout === undefined ? symbols[status] : '⚠️', escapeMarkdown(clean(id)), escapeMarkdown(status), escapeMarkdown(duration), escapeMarkdown(why) + advice, renderMarkdownLink('run', getRunUrl(node, state))];
	return `| ${cells.join(' | ')} |\n`;
};

const renderTable = (input: StepSummaryInput, roomBytes: number): string => {
	const head = '| | Node | Status | Duration | Why | Run |\n|---|---|---|---:|---|---|\n';
	const rows = input.result.nodes.map(node => renderRow(node, input));
	return `${head}${fitPieces(rows, roomBytes - getSizeBytes(head), count => `\n${count} more nodes have no room here; they are in the log of this step.\n`)}\n`;
};

/** Assertions that failed first: they are what has to be seen. */
const renderAssertions = ({result: {assertions}, clean}: StepSummaryInput, roomBytes: number): string => {
	if (assertions === undefined) {
		return '';
	}

	const head = `### Assertions of ${escapeMarkdown(clean(assertions.file))}\n\n| | Assertion | Found |\n|---|---|---|\n`;
	const rows = assertions.assertions.toSorted((a, b) => Number(a.isOk) - Number(b.isOk))
		.map(({title, isOk, evidence}) => `| ${isOk ? '✅' : '❌'} | ${escapeMarkdown(clean(title))} | ${escapeMarkdown(clean(evidence))} |\n`);
	return `${head}${fitPieces(rows, roomBytes - getSizeBytes(head), count => `\n${count} more assertions have no room here; they are in the log of this step.\n`)}\n`;
};

const renderTail = ({node, lines}: StepSummaryInput['tails'][number], {clean}: StepSummaryInput): string =>
	`<details open><summary>${escapeMarkdown(clean(node.id))} ${escapeMarkdown(node.status)}</summary>\n\n${renderPre(lines)}\n</details>\n\n`;

/** The summary of a run in Markdown: heading, table, graph, and the last log lines of what failed, within the room there is. */
export const renderStepSummary = (input: StepSummaryInput): string => {
	const heading = renderHeading(input);
	const table = renderTable(input, Math.floor(input.roomBytes * tableShare));
	const graph = `${renderMermaid(input.state, input.clean)}\n`;
	const assertions = renderAssertions(input, Math.floor(input.roomBytes * assertionShare));
	return fitPieces([heading, assertions, table, graph, ...input.tails.map(tail => renderTail(tail, input))], input.roomBytes, count =>
		`\n${count} more parts of this summary have no room here; they are in the log of this step.\n`);
};
