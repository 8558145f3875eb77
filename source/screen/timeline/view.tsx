import {type JSX, useMemo} from 'react';
import {type RunState} from '../../core/run/run-state.js';
import {createTimeline} from '../../core/run/timeline/create-timeline.js';
import {cellWidth, truncateCells} from '../frame/text/cell-width.js';
import {Lines} from '../frame/lines.js';
import {renderTitle} from '../frame/title.js';
import {type NodeTableState} from '../table/state.js';
import {type TableRows} from '../table/table-row.js';
import {getNodeTableView} from '../table/table-view.js';
import {type PaneProps} from '../pane-props.js';
import {createPhaseMemo, describeLegend, getScale, getTimelineColumns, nameRow, renderCriticalPath, renderTimelineAxis, renderTimelineRow} from './render-timeline.js';

export type TimelineViewProps = PaneProps & {
	readonly state: RunState;
	/** Rows and cursor of the table, which the timeline shares. */
	readonly table: TableRows;
	readonly tableState: NodeTableState;
};

/** The smallest pane in which bars say something. */
const smallest = {columns: 36, rows: 2};
const rowsWithAxis = 4;
const rowsWithSummary = 3;

/** Rows that the timeline takes besides those of the nodes. */
export const timelineFrameRows = 2;

/** A bar for every node: queued, starting, running, waiting for siblings; which of them decided how long the run took. */
export const TimelineView = (props: TimelineViewProps): JSX.Element => {
	const {state, table, tableState, height, columns, now, theme, cleanText} = props;
	const {workflow, nodes, platformRuns, triggeredAt, endedAt} = state;
	// Of the state only what a timeline is made of counts: not the time it changed, nor what cannot be watched.
	const timeline = useMemo(() => createTimeline(state), [workflow, nodes, platformRuns, triggeredAt, endedAt]);
	const getPhases = useMemo(() => createPhaseMemo(timeline), [timeline]);
	const critical = useMemo(() => new Set(timeline.criticalPath?.nodes), [timeline]);
	const longest = useMemo(() => Math.max(0, ...table.rows.slice(0, measuredRows).map(row => cellWidth(cleanText(nameRow(row))))), [table.rows, cleanText]);
	if (columns < smallest.columns || height < smallest.rows) {
		return <Lines columns={columns} lines={renderTooSmall(props)}/>;
	}

	const widths = getTimelineColumns(columns, longest);
	const scale = getScale({timeline, now}, widths.bar);
	const input = {...props, timeline, rows: table.rows, widths, scale, critical, getPhases};
	const axis = height >= rowsWithAxis ? [renderTimelineAxis(widths, scale, theme)] : [];
	const summary = height >= rowsWithSummary && endedAt !== undefined ? [renderCriticalPath({timeline, columns, now, cleanText}, theme)] : [];
	const view = getNodeTableView(tableState, table, height - axis.length - summary.length);
	const rows = table.rows.slice(view.start, view.end).map((row, offset) => renderTimelineRow(row, view.start + offset === view.cursor, input, theme));
	const blanks = Array.from({length: Math.max(0, height - axis.length - summary.length - rows.length)}, () => '');
	const title = renderTimelineTitle(props, view, describeLegend({timeline, now}, columns - titleWidth, theme));
	return <Lines columns={columns} lines={[title, ...axis, ...rows, ...blanks, ...summary]}/>;
};

// Cells of the title that the legend leaves free: its own text, and how many rows are out of view.
const titleWidth = 26;

// Names further down are cut like long ones.
const measuredRows = 1000;

const renderTimelineTitle = ({table, isFocused, columns, theme}: TimelineViewProps, {cursor, start, end}: ReturnType<typeof getNodeTableView>, legend: string): string => {
	const {up, down} = theme.glyphs;
	const above = start > 0 ? `${start} ${up}` : '';
	const below = end < table.rows.length ? `${table.rows.length - end} ${down}` : '';
	return renderTitle({
		text: `TIMELINE ${Math.min(cursor + 1, table.rows.length)}/${table.rows.length}`,
		note: [above, below, legend].filter(Boolean).join('  '),
		isFocused,
		columns,
	}, theme);
};

const renderTooSmall = ({columns, height, isFocused, theme}: TimelineViewProps): readonly string[] => {
	const lines = [`Needs ${smallest.columns}x${smallest.rows}, has ${columns}x${height}.`, 'z: whole screen, 1: table.']
		.map(line => truncateCells(` ${line}`, columns, theme.glyphs.ellipsis))
		.slice(0, height);
	return [renderTitle({text: 'TIMELINE', isFocused, columns}, theme), ...lines, ...Array.from({length: height - lines.length}, () => '')];
};
