import {renderTitle} from '../frame/title.js';
import {type Theme} from '../frame/theme.js';
import {type TableRows} from './table-row.js';
import {type NodeTableView} from './table-view.js';

const narrowColumns = 50;

export type TableTitleProps = {
	readonly table: TableRows;
	readonly view: NodeTableView;
	readonly isFocused: boolean;
	readonly columns: number;
	readonly cleanText: (text: string) => string;
};

/** How many nodes pass the filter, or which of them is under the cursor. */
const describePlace = ({nodesAbove, matchCount, nodeCount, options}: TableRows, {cursor}: NodeTableView): string => {
	const place = Math.min((nodesAbove[cursor] ?? 0) + 1, nodeCount);
	return `${options.filter === '' ? place : matchCount}/${nodeCount}`;
};

/** Renders the line above the table: which nodes are shown and how, and how many rows are out of view. */
export const renderTableTitle = ({table, view, isFocused, columns, cleanText}: TableTitleProps, theme: Theme): string => {
	const {up, down} = theme.glyphs;
	const {filter, isActiveFirst, isFolded} = table.options;
	const more = columns < narrowColumns ? '' : 'more ';
	const above = view.start > 0 ? `${view.start} ${more}${up}` : '';
	const below = view.end < table.rows.length ? `${table.rows.length - view.end} ${more}${down}` : '';
	const modes = columns < narrowColumns ? [] : [isActiveFirst ? 'active first' : '', isFolded && filter === '' ? 'collapsed' : ''];
	return renderTitle({
		text: [`NODES ${describePlace(table, view)}`, filter === '' ? '' : cleanText(`/${filter}`)].filter(Boolean).join(' '),
		note: [...modes, above, below].filter(Boolean).join('  '),
		isFocused,
		columns,
	}, theme);
};
