import {type JSX, useMemo} from 'react';
import {type RunState} from '../../core/run/run-state.js';
import {truncateCells} from '../frame/text/cell-width.js';
import {Lines} from '../frame/lines.js';
import {type PaneProps} from '../pane-props.js';
import {pickLevels} from './render-name.js';
import {renderTableRow} from './render-node-rows.js';
import {renderTableTitle} from './render-table-title.js';
import {getMostLevels, getTableColumns, measureNames} from './table-columns.js';
import {type TableRows} from './table-row.js';
import {type NodeTableView} from './table-view.js';

export type NodeTableProps = PaneProps & {
	readonly state: Pick<RunState, 'platformRuns' | 'workflow'>;
	readonly table: TableRows;
	readonly view: NodeTableView;
};

/** The nodes as a tree: symbol and word of each one's status, duration, and why it is so. Only the rows in view are rendered. */
export const NodeTable = (props: NodeTableProps): JSX.Element => {
	const {state, table, view, columns, theme, cleanText, now, spinner} = props;
	const {workflow, platformRuns} = state;
	const {hasAttempts, hasRuns, options} = table;
	const nameWidth = useMemo(() => measureNames(workflow, getMostLevels(columns), cleanText), [workflow, columns, cleanText]);
	const widths = useMemo(() => getTableColumns({nameWidth, columns, hasAttempts, hasRuns}), [nameWidth, columns, hasAttempts, hasRuns]);
	const visible = table.rows.slice(view.start, view.end);
	const context = {
		levels: pickLevels(visible, getMostLevels(columns)),
		workflow, platformRuns, now, spinner, cleanText, columns: widths, width: columns,
		isFlat: options.isActiveFirst || options.filter !== '',
	};
	const rows = visible.map((row, offset) =>
		renderTableRow(row, view.start + offset === view.cursor, context, theme));
	const nothing = table.rows.length === 0 ? [renderNothing(props)] : [];
	const blanks = Array.from({length: Math.max(0, props.height - rows.length - nothing.length)}, () => '');
	return <Lines columns={columns} lines={[renderTableTitle(props, theme), ...rows, ...nothing, ...blanks].slice(0, props.height + 1)}/>;
};

const renderNothing = ({table, columns, cleanText, theme: {paint, glyphs}}: NodeTableProps): string => {
	const text = `No node matches ${cleanText(table.options.filter)}. Esc shows all.`;
	return `  ${paint({isDim: true}, truncateCells(text, columns - 2, glyphs.ellipsis))}`;
};
