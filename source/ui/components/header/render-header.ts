import {formatDuration} from '../../../core/text/format-duration.js';
import {type RunState} from '../../../core/run/run-state.js';
import {type WatchSource} from '../../../core/run/events.js';
import {describeCounts} from '../../describe-outcome.js';
import {getElapsedMs, getProgress} from '../../run-progress.js';
import {cellWidth, truncateCells} from '../../text/cell-width.js';
import {type Style, type Theme} from '../../theme.js';

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

const renderBar = (settled: number, all: number, width: number, {glyphs}: Theme): string => {
	const full = all === 0 ? 0 : Math.floor((settled / all) * width);
	return glyphs.barFull.repeat(full) + glyphs.barEmpty.repeat(width - full);
};

const getStatusSegment = ({state, spinner, isStarting}: HeaderInput, theme: Theme): Segment => {
	const {symbol, word, style} = theme.outcomes[state.outcome];
	if (state.outcome === 'RUNNING') {
		return {text: ` ${spinner} ${state.isCancelRequested ? 'CANCELLING' : word}`, style};
	}

	// The moving sign of a start is drawn by the component, in the place left free here.
	return isStarting
		? {text: '   STARTING', style: theme.outcomes.RUNNING.style}
		: {text: ` ${symbol} ${word} `, style: state.outcome === 'IDLE' ? style : {...style, isInverse: true}};
};

/** What the end of a run says after the word: the first failing node and why, or how the nodes ended. */
const describeEnd = ({state, cleanText}: HeaderInput, theme: Theme): string => {
	const failing = [...state.nodes.values()].find(({status}) => status === 'FAILED')
		?? [...state.nodes.values()].find(({status}) => status === 'TIMEOUT');
	const counts = describeCounts(state, theme);
	return failing?.sentence === undefined ? counts : `${cleanText(`${failing.id}: ${failing.sentence}`)} (${counts})`;
};

const renderProgress = (input: HeaderInput, theme: Theme): string => {
	const {state, now, columns} = input;
	const {nodeCount, settledCount} = getProgress(state);
	const elapsedMs = getElapsedMs(state, now);
	const elapsed = elapsedMs === undefined ? [] : [{text: formatDuration(elapsedMs), style: {isBold: true}}];
	const status = getStatusSegment(input, theme);
	if (state.outcome !== 'RUNNING') {
		const rest = state.outcome === 'IDLE' ? `${nodeCount} nodes` : describeEnd(input, theme);
		return joinSegments([status, ...elapsed, {text: rest, style: {}}], columns, theme);
	}

	return joinSegments([
		status,
		...elapsed,
		...(columns >= 60 ? [{text: renderBar(settledCount, nodeCount, Math.min(30, Math.floor(columns / 5)), theme), style: {color: 'green'} as const}] : []),
		{text: `${settledCount}/${nodeCount}`, style: {isBold: true}},
		{text: describeCounts(state, theme), style: {isDim: true}},
	], columns, theme);
};

const sourceNames = {
	bucket: 'S3',
	platform: 'The platform',
} satisfies Record<WatchSource, string>;

/** Says which sources cannot be read; nothing when all can. */
export const describeWatchFailures = ({watchFailures}: RunState): string | undefined => {
	const failures = Object.entries(watchFailures)
		.map(([source, message]) => `${sourceNames[source as WatchSource]} does not answer: ${message}`);
	return failures.length === 0 ? undefined : `${failures.join('; ')}, retrying`;
};

/** Renders the top of the screen: what runs where, how far it is or how it ended, and what cannot be watched. */
export const renderHeader = (input: HeaderInput, theme: Theme): readonly string[] => {
	const {state, columns, rowCount, cleanText} = input;
	const warning = describeWatchFailures(state);
	return [
		...(rowCount > 1 ? [renderIdentity(input, theme)] : []),
		renderProgress(input, theme),
		...(warning === undefined ? [] : [joinSegments([
			{text: ` ${theme.glyphs.warning} ${cleanText(warning)}`, style: {color: 'yellow', isBold: true}},
		], columns, theme)]),
	];
};
