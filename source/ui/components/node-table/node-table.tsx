import {type JSX, useMemo} from 'react';
import {type NodeState} from '../../../core/run/run-state.js';
import {type Theme} from '../../theme.js';
import {Lines} from '../lines/lines.js';
import {renderTitle} from '../lines/title.js';
import {type NodeTableView} from './node-table-state.js';
import {getNodeColumns, renderNodeRow} from './render-node-rows.js';

export type NodeTableProps = {
	/** In graph order. */
	readonly nodes: readonly NodeState[];
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
	const {nodes, view, columns, theme, cleanText, now, spinner} = props;
	const ids = nodes.map(({id}) => id).join('\n');
	const names = useMemo(() => ids.split('\n').map(id => cleanText(id)), [ids, cleanText]);
	const widths = useMemo(() => getNodeColumns(names, columns), [names, columns]);
	const rows = nodes.slice(view.start, view.end).map((node, offset) => {
		const index = view.start + offset;
		return renderNodeRow({
			node, name: names[index] ?? '', isUnderCursor: index === view.cursor, columns: widths, now, spinner, cleanText,
		}, theme);
	});
	const blanks = Array.from({length: Math.max(0, props.height - rows.length)}, () => '');
	return <Lines columns={columns} lines={[renderNodeTitle(props), ...rows, ...blanks]}/>;
};

const narrowColumns = 50;

const renderNodeTitle = ({nodes, view, isFocused, columns, theme}: NodeTableProps): string => {
	const {up, down} = theme.glyphs;
	const more = columns < narrowColumns ? '' : 'more ';
	const above = view.start > 0 ? `${view.start} ${more}${up}` : '';
	const below = view.end < nodes.length ? `${nodes.length - view.end} ${more}${down}` : '';
	return renderTitle({
		text: `NODES ${Math.min(view.cursor + 1, nodes.length)}/${nodes.length}`,
		note: [above, below].filter(Boolean).join('  '),
		isFocused,
		columns,
	}, theme);
};
