import {type Assertion, type AssertionsState} from '../../testing/assertions/assertion-store.js';
import {formatWallTime} from '../../core/text/format-wall-time.js';
import {truncateCells} from '../frame/text/cell-width.js';
import {wrapWords} from '../frame/text/wrap-words.js';
import {type Theme} from '../frame/theme.js';

export type AssertionsInput = {
	readonly state: AssertionsState;
	readonly columns: number;
	/** Makes text from elsewhere safe to show. */
	readonly cleanText: (text: string) => string;
};

const evidenceIndent = '    ';
const mostEvidence = 20;

const endings = {
	waiting: 'The test file starts with the workflow.',
	running: 'The test file is still running.',
	passed: 'All assertions passed.',
	failed: 'The test file failed.',
} satisfies Record<AssertionsState['status'], string>;

const renderEvidence = (evidence: string, {columns, cleanText}: AssertionsInput): readonly string[] => {
	const lines = evidence.split('\n').flatMap(line => wrapWords(cleanText(line), columns - evidenceIndent.length - 1));
	const shown = lines.length > mostEvidence ? [...lines.slice(0, mostEvidence), `and ${lines.length - mostEvidence} lines more`] : lines;
	return shown.map(line => evidenceIndent + line);
};

/** One row an assertion, and below it what was found: in full where it does not hold. */
const renderAssertion = ({title, node, isOk, evidence, at}: Assertion, input: AssertionsInput, {statuses, paint, glyphs}: Theme): readonly string[] => {
	const {symbol, style} = statuses[isOk ? 'COMPLETED' : 'FAILED'];
	const word = isOk ? 'ok    ' : 'FAILED';
	const about = node === undefined || title.split(' ').includes(node) ? '' : ` (after ${node})`;
	const rest = truncateCells(`${formatWallTime(at)} ${input.cleanText(title + about)}`, input.columns - word.length - 4, glyphs.ellipsis);
	const found = isOk
		? [evidenceIndent + truncateCells(input.cleanText(evidence.split('\n')[0] ?? ''), input.columns - evidenceIndent.length, glyphs.ellipsis)].map(line => paint({isDim: true}, line))
		: renderEvidence(evidence, input);
	return [` ${paint(style, `${symbol} ${word}`)} ${rest}`, ...found];
};

/** The end of the test file decides: it may have expected a failure. */
const describeFailed = (failedCount: number, {assertions, status, isOver}: AssertionsState): string => {
	if (!isOver) {
		return `${failedCount} assertion${failedCount === 1 ? '' : 's'} failed so far.`;
	}

	return status === 'passed' ? endings.passed : `${failedCount} of ${assertions.length} assertions failed.`;
};

/** Renders the assertions of a test file with the values found, failed ones first. */
export const renderAssertions = (input: AssertionsInput, theme: Theme): readonly string[] => {
	const {assertions, status} = input.state;
	const isOkLast = [...assertions.filter(({isOk}) => !isOk), ...assertions.filter(({isOk}) => isOk)];
	const failedCount = assertions.filter(({isOk}) => !isOk).length;
	const ending = failedCount === 0 ? endings[status] : describeFailed(failedCount, input.state);
	return [
		...isOkLast.flatMap(assertion => renderAssertion(assertion, input, theme)),
		...(assertions.length === 0 ? [] : ['']),
		` ${theme.paint({isDim: true}, truncateCells(ending, input.columns - 1, theme.glyphs.ellipsis))}`,
	];
};
