import {type JSX, useMemo} from 'react';
import {type Theme} from '../../theme.js';
import {Lines} from '../lines/lines.js';
import {renderTitle} from '../lines/title.js';
import {getNodeColumns, renderNodeRow} from './render-node-rows.js';
import {type TableRow} from './table-rows.js';
import {type NodeTableView} from './table-view.js';

export type NodeTableProps = {
	readonly rows: readonly TableRow[];
	readonly view: NodeTableView;
	readonly height: number;
	readonly columns: number;
	readonly isFocused: boolean;
	readonly now: number;
	readonly spinner: string;
	readonly theme: Theme;
	/** Makes text from elsewhere safe to show. */
	readonly cleanText: (text: string) => string;
};

/** One row a node: symbol and word of its status, duration, and why it is so. Only the rows in view are rendered. */
export const NodeTable = (props: NodeTableProps): JSX.Element => {
	const {view, columns, theme, cleanText, now, spinner} = props;
	const ids = props.rows.map(({key}) => key).join('\n');
	const names = useMemo(() => ids.split('\n').map(id => cleanText(id)), [ids, cleanText]);
	const widths = useMemo(() => getNodeColumns(names, columns), [names, columns]);
	const rows = props.rows.slice(view.start, view.end).flatMap(({nodes}, offset) => {
		const index = view.start + offset;
		return nodes.map(node => renderNodeRow({
			node, name: names[index] ?? '', isUnderCursor: index === view.cursor, columns: widths, now, spinner, cleanText,
		}, theme));
	});
	const blanks = Array.from({length: Math.max(0, props.height - rows.length)}, () => '');
	return <Lines columns={columns} lines={[renderNodeTitle(props), ...rows, ...blanks]}/>;
};

const narrowColumns = 50;

const renderNodeTitle = ({rows, view, isFocused, columns, theme}: NodeTableProps): string => {
	const {up, down} = theme.glyphs;
	const more = columns < narrowColumns ? '' : 'more ';
	const above = view.start > 0 ? `${view.start} ${more}${up}` : '';
	const below = view.end < rows.length ? `${rows.length - view.end} ${more}${down}` : '';
	return renderTitle({
		text: `NODES ${Math.min(view.cursor + 1, rows.length)}/${rows.length}`,
		note: [above, below].filter(Boolean).join('  '),
		isFocused,
		columns,
	}, theme);
};
