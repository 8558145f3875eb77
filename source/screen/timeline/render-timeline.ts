import {formatDuration} from '../../core/text/format-duration.js';
import {type RunState} from '../../core/run/run-state.js';
import {mergePhases, type Timeline} from '../../core/run/timeline/create-timeline.js';
import {type CriticalPath, sumUpPath} from '../../core/run/timeline/find-critical-path.js';
import {type Phases} from '../../core/run/timeline/phase.js';
import {cellWidth, fitCells, truncateCells} from '../frame/text/cell-width.js';
import {type Theme} from '../frame/theme.js';
import {getDurationMs} from '../table/node-times.js';
import {countStatuses, sumUpStatuses} from '../table/rank-counts.js';
import {type TableRow} from '../table/table-row.js';
import {findNowCell, getPhaseLook, phaseNames, renderBar} from './render-bar.js';
import {fitScale, renderAxis, type TimelineScale} from './timeline-scale.js';

export type TimelineInput = {
	readonly state: RunState;
	readonly timeline: Timeline;
	/** Rows of the table: ranks and folds as the user has them there. */
	readonly rows: readonly TableRow[];
	readonly columns: number;
	readonly now: number;
	readonly spinner: string;
	readonly cleanText: (text: string) => string;
};

/** Widths of the columns in cells. */
export type TimelineColumns = {readonly name: number; readonly bar: number; readonly duration: number};

const frameWidth = 8;
const durationWidth = 6;
const shortestName = 8;
const longestName = 26;
const narrowColumns = 50;

/** Shares the width: the bar takes what names and durations leave. */
export const getTimelineColumns = (columns: number, longest: number): TimelineColumns => {
	const name = Math.max(shortestName, Math.min(longest, longestName, Math.floor(columns * 0.3)));
	const duration = columns < narrowColumns ? 0 : durationWidth;
	return {name, duration, bar: Math.max(1, columns - name - duration - frameWidth)};
};

/** The mark of rows on the critical path. */
export const getCriticalMark = ({isUtf8}: Pick<Theme, 'isUtf8'>): string => isUtf8 ? '◆' : '!';

/** What a row of the table is called here: a rank stands a little to the right of its action. */
export const nameRow = (row: TableRow): string => {
	if (row.kind === 'fold') {
		return `${row.nodes.length} nodes`;
	}

	return row.kind === 'ranks' ? `${row.action} x${row.nodes.length}` : `${row.node.rank === undefined ? '' : '  '}${row.key}`;
};

const getRowPhases = (row: TableRow, {nodes}: Timeline): Phases => {
	const [first] = row.nodes;
	return row.nodes.length === 1 && first !== undefined ? nodes.get(first.id) ?? [] : mergePhases(row.nodes.map(({id}) => nodes.get(id) ?? []));
};

/** Remembers the merged phases of rows for as long as the run's facts stay the same. */
export const createPhaseMemo = (timeline: Timeline): ((row: TableRow) => Phases) => {
	const known = new Map<string, Phases>();
	return row => {
		const phases = known.get(row.key) ?? getRowPhases(row, timeline);
		known.set(row.key, phases);
		return phases;
	};
};

/** The scale of a run's bars. */
export const getScale = ({timeline, now}: Pick<TimelineInput, 'timeline' | 'now'>, columns: number): TimelineScale =>
	fitScale({from: timeline.from ?? now, to: timeline.to, now}, columns);

export type TimelineRowInput = TimelineInput & {
	readonly widths: TimelineColumns;
	readonly scale: TimelineScale;
	readonly critical: ReadonlySet<string>;
	readonly getPhases: (row: TableRow) => Phases;
};

/** Renders one row: status, name, whether it is on the critical path, its bar, how long it took. */
export const renderTimelineRow = (row: TableRow, isUnderCursor: boolean, input: TimelineRowInput, theme: Theme): string => {
	const {timeline, widths, scale, critical, now, spinner, cleanText} = input;
	const {paint, glyphs, statuses} = theme;
	const status = sumUpStatuses(countStatuses(row.nodes));
	const look = statuses[status];
	const isCritical = row.nodes.some(({id}) => critical.has(id));
	const spanMs = getDurationMs(row.nodes, now);
	return [
		isUnderCursor ? paint({color: 'cyan', isBold: true}, glyphs.cursor) : ' ',
		paint(look.style, status === 'RUNNING' ? spinner : look.symbol),
		paint(isUnderCursor ? {isBold: true, isInverse: true} : {}, fitCells(cleanText(nameRow(row)), widths.name, glyphs.ellipsis)),
		isCritical ? paint({color: 'magenta', isBold: true}, getCriticalMark(theme)) : ' ',
		renderBar({
			phases: input.getPhases(row), scale, now, nowCell: findNowCell(scale, timeline.to, now), runningStyle: look.style,
		}, theme),
		...widths.duration === 0 ? [] : [fitCells(spanMs === undefined ? '' : formatDuration(spanMs), widths.duration, '', 'right')],
	].join(' ').trimEnd();
};

/** Renders the times above the bars. */
export const renderTimelineAxis = ({name}: TimelineColumns, scale: TimelineScale, {paint, isUtf8}: Theme): string =>
	' '.repeat(name + 7) + paint({isDim: true}, renderAxis(scale, isUtf8 ? '╷' : '|'));

/** `12.3s of 14.0s`: the critical path's length and the run's. */
export const describeLength = (path: CriticalPath, {from = path.from, to}: Timeline, now: number): string =>
	`${formatDuration((path.to ?? now) - path.from)} of ${formatDuration((to ?? now) - from)}`;

/** The legend in the title, as much of it as fits: how long the critical path is, and what each glyph stands for. */
export const describeLegend = ({timeline, now}: Pick<TimelineInput, 'timeline' | 'now'>, width: number, theme: Theme): string => {
	const {criticalPath} = timeline;
	const critical = criticalPath === undefined ? '' : `${getCriticalMark(theme)} critical ${describeLength(criticalPath, timeline, now)}`;
	const legend = phaseNames.toReversed().map(name => `${getPhaseLook(name, theme).glyph} ${name}`);
	let text = '';
	for (const part of [critical, ...legend].filter(Boolean)) {
		const longer = text === '' ? part : `${text}  ${part}`;
		text = cellWidth(longer) <= width ? longer : text;
	}

	return text;
};

const describeShares = (path: CriticalPath, {nodes}: Timeline, now: number): string => {
	const shares = sumUpPath(path, nodes, now);
	const total = Object.values(shares).reduce((sum, ms) => sum + ms, 0);
	return (['running', 'starting', 'queued', 'other'] as const)
		.map(name => ({name, percent: total === 0 ? 0 : Math.round((shares[name] / total) * 100)}))
		.filter(({percent}) => percent > 0)
		.map(({name, percent}) => `${name} ${percent}%`)
		.join(', ');
};

const arrow = ({isUtf8}: Theme): string => isUtf8 ? ' → ' : ' -> ';

/** Cuts nodes out of the middle until a chain fits. */
const fitChain = (names: readonly string[], width: number, theme: Theme): string => {
	const join = arrow(theme);
	const whole = names.join(join);
	for (let kept = names.length; kept > 2 && cellWidth(whole) > width; kept--) {
		const before = Math.ceil((kept - 1) / 2);
		const shortened = [...names.slice(0, before), theme.glyphs.ellipsis, ...names.slice(names.length - (kept - 1 - before))].join(join);
		if (cellWidth(shortened) <= width) {
			return shortened;
		}
	}

	return truncateCells(whole, width, theme.glyphs.ellipsis);
};

/** Tells in one line which chain of nodes decided how long the run took: `critical path: a → b → c 12.3s of 14.0s`, and where there is room what its time went into. */
export const renderCriticalPath = ({timeline, columns, now, cleanText}: Pick<TimelineInput, 'timeline' | 'columns' | 'now' | 'cleanText'>, theme: Theme): string => {
	const {criticalPath} = timeline;
	if (criticalPath === undefined) {
		return '';
	}

	const label = 'critical path: ';
	const length = ` ${describeLength(criticalPath, timeline, now)}`;
	const chain = fitChain(criticalPath.nodes.map(id => cleanText(id)), Math.max(1, columns - label.length - length.length), theme);
	const line = label + chain + length;
	const withShares = `${line} (${describeShares(criticalPath, timeline, now)})`;
	return cellWidth(withShares) <= columns ? withShares : truncateCells(line, columns, theme.glyphs.ellipsis);
};
