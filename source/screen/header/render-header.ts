import {type AssertionsState} from '../../testing/assertions/assertion-store.js';
import {describeBudget} from '../../core/run/describe-budget.js';
import {describeWatchFailure} from '../../core/run/describe-watch-failure.js';
import {formatDuration} from '../../core/text/format-duration.js';
import {describeTrouble, findTrouble, shortenTrouble} from '../../core/run/describe-trouble.js';
import {type NodeState, type RunState} from '../../core/run/run-state.js';
import {type WatchSource} from '../../core/run/events.js';
import {describeCounts, describeCountsShortly} from '../run/describe-outcome.js';
import {describeTests} from '../run/describe-tests.js';
import {getElapsedMs, getProgress} from '../run/run-progress.js';
import {cellWidth, truncateCells} from '../frame/text/cell-width.js';
import {type Style, type Theme} from '../frame/theme.js';

export type HeaderInput = {
	readonly state: RunState;
	readonly cloudLabel: string;
	readonly now: number;
	readonly columns: number;
	/** 1 or 2, warnings not counted. */
	readonly rowCount: number;
	/** The spinner's present frame. */
	readonly spinner: string;
	readonly isStarting: boolean;
	/** The test file of `--test`, if there is one: it may decide how the run has ended. */
	readonly tests?: AssertionsState | undefined;
	readonly cleanText: (text: string) => string;
};

type Segment = {readonly text: string; readonly style: Style};

/** Joins segments into one line of at most `columns` cells; what does not fit at the end is cut. */
const joinSegments = (segments: readonly Segment[], columns: number, {paint, glyphs}: Theme): string => {
	let line = '';
	let room = columns;
	for (const {text, style} of segments) {
		const gap = line === '' ? '' : ' ';
		const fitted = truncateCells(text, room - gap.length, glyphs.ellipsis);
		if (fitted === '') {
			break;
		}

		line += gap + paint(style, fitted);
		room -= gap.length + cellWidth(fitted);
	}

	return line;
};

const shortIdLength = 8;

const renderIdentity = ({state, cloudLabel, columns, cleanText}: HeaderInput, theme: Theme): string => {
	const name = cleanText(state.workflow.name);
	const id = cleanText(state.invocation?.id ?? 'not triggered yet');
	const cloud = cleanText(cloudLabel);
	const separator = {text: theme.glyphs.separator, style: {isDim: true}};
	// The InvocationID is what people copy: it is shown whole before the cloud is shown at all.
	const room = columns - cellWidth(name) - 4;
	const fittedId = cellWidth(id) <= room || state.invocation === undefined ? id : id.slice(0, shortIdLength);
	const hasCloud = cellWidth(fittedId) + 3 + cellWidth(cloud) <= room;
	return joinSegments([
		{text: ` ${name}`, style: {isBold: true}},
		separator,
		{text: fittedId, style: {}},
		...(hasCloud ? [separator, {text: cloud, style: {isDim: true}}] : []),
	], columns, theme);
};

const getBar = (settled: number, all: number, columns: number, {glyphs}: Theme): readonly Segment[] => {
	if (columns < 60) {
		return [];
	}

	const width = Math.min(30, Math.floor(columns / 5));
	const full = all === 0 ? 0 : Math.floor((settled / all) * width);
	return [{text: glyphs.barFull.repeat(full) + glyphs.barEmpty.repeat(width - full), style: {color: 'green'}}];
};

const getStatusSegment = ({state, spinner, isStarting, tests}: HeaderInput, theme: Theme): Segment => {
	const {symbol, word, style} = describeTests(state, tests, theme) ?? theme.outcomes[state.outcome];
	if (state.outcome === 'RUNNING') {
		return {text: ` ${spinner} ${state.isCancelRequested ? 'CANCELLING' : word}`, style};
	}

	return isStarting
		? {text: ` ${spinner} STARTING`, style: theme.outcomes.RUNNING.style}
		: {text: ` ${symbol} ${word} `, style: state.outcome === 'IDLE' ? style : {...style, isInverse: true}};
};

/** What the end of a run says after the word: how the nodes ended, and the first failing one with its reason. */
const describeEnd = ({state, cleanText}: HeaderInput, room: number, theme: Theme): string => {
	const trouble = findTrouble(state);
	if (trouble?.sentence === undefined) {
		return describeCounts(state, theme);
	}

	const counts = `${describeCountsShortly(state, theme)}  `;
	return counts + cleanText(shortenTrouble(trouble, room - cellWidth(counts)));
};

const segmentsWidth = (segments: readonly Segment[]): number =>
	segments.reduce((sum, {text}) => sum + cellWidth(text) + 1, -1);

const fitCounts = (state: RunState, room: number, theme: Theme): string => {
	const counts = describeCounts(state, theme);
	return cellWidth(counts) <= room ? counts : describeCountsShortly(state, theme);
};

/** What went wrong is worth more than the bar, and stands first. */
const getTroubleSegments = (trouble: NodeState, {state, cleanText}: HeaderInput, theme: Theme): readonly Segment[] => {
	const {style, symbol} = theme.statuses[trouble.status];
	const {counts} = getProgress(state);
	return [
		{text: `${symbol}${counts[trouble.status]} ${cleanText(describeTrouble(trouble))}`, style: {...style, isBold: true}},
		{text: describeCountsShortly(state, theme), style: {isDim: true}},
	];
};

const renderProgress = (input: HeaderInput, theme: Theme): string => {
	const {state, now, columns, isStarting} = input;
	const {nodeCount, settledCount} = getProgress(state);
	const elapsedMs = isStarting ? undefined : getElapsedMs(state, now);
	const elapsed = elapsedMs === undefined ? [] : [{text: formatDuration(elapsedMs), style: {isBold: true}}];
	const status = getStatusSegment(input, theme);
	if (state.outcome === 'IDLE' || isStarting) {
		return joinSegments([status, {text: `${nodeCount} nodes`, style: {isDim: true}}], columns, theme);
	}

	if (state.outcome !== 'RUNNING') {
		const ended = [status, ...elapsed];
		return joinSegments([...ended, {text: describeEnd(input, columns - segmentsWidth(ended) - 1, theme), style: {}}], columns, theme);
	}

	const trouble = findTrouble(state);
	if (trouble !== undefined) {
		return joinSegments([status, ...elapsed, {text: `${settledCount}/${nodeCount}`, style: {isBold: true}}, ...getTroubleSegments(trouble, input, theme)], columns, theme);
	}

	const before = [
		status,
		...elapsed,
		...getBar(settledCount, nodeCount, columns, theme),
		{text: `${settledCount}/${nodeCount}`, style: {isBold: true}},
	];
	return joinSegments([...before, {text: fitCounts(state, columns - segmentsWidth(before) - 1, theme), style: {isDim: true}}], columns, theme);
};

const sourceNames = {
	bucket: 'S3',
	platform: 'The platform',
} satisfies Record<WatchSource, string>;

const describeFailures = (state: RunState): readonly string[] => {
	const failures = (Object.keys(state.watchFailures) as WatchSource[])
		.map(source => `${sourceNames[source]} does not answer: ${describeWatchFailure(state, source) ?? ''}`);
	return failures.length === 0 ? [] : [`${failures.join('; ')}, retrying`];
};

const describeLowBudget = (state: RunState): readonly string[] => {
	const budget = state.outcome === 'RUNNING' ? describeBudget(state) : undefined;
	return budget?.isLow === true ? [`GitHub's rate limit: ${budget.text}`] : [];
};

/** Says which sources cannot be read and what will soon be used up; nothing when all is well. */
export const describeWarning = (state: RunState): string | undefined => {
	const warnings = [...describeFailures(state), ...describeLowBudget(state)];
	return warnings.length === 0 ? undefined : warnings.join('; ');
};

/** Renders the top of the screen: what runs where, how far it is or how it ended, and what cannot be watched. */
export const renderHeader = (input: HeaderInput, theme: Theme): readonly string[] => {
	const {state, columns, rowCount, cleanText} = input;
	const warning = describeWarning(state);
	const lines = rowCount > 1 ? [renderIdentity(input, theme), renderProgress(input, theme)] : [renderProgress(input, theme)];
	if (warning !== undefined) {
		const text = ` ${theme.glyphs.warning} ${cleanText(warning)}`;
		lines.push(joinSegments([{text, style: {color: 'yellow', isBold: true}}], columns, theme));
	}

	return lines;
};
