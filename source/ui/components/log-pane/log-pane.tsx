import {type JSX, memo} from 'react';
import {cellWidth} from '../../text/cell-width.js';
import {type Color, type Theme} from '../../theme.js';
import {Lines} from '../lines/lines.js';
import {renderTitle} from '../lines/title.js';
import {type LogWindow} from './log-pane-state.js';
import {type LogRow} from './log-rows.js';
import {renderLogRow} from './render-log-row.js';

export type LogPaneProps = {
	readonly rows: readonly LogRow[];
	readonly view: LogWindow;
	readonly height: number;
	readonly columns: number;
	readonly isFocused: boolean;
	/** What is shown: `all nodes`, or a node and what there is to say of it. */
	readonly title: string;
	/** Said in the middle of an empty pane. */
	readonly emptyText: string;
	/** Names and colours before the lines; absent when one node's log is shown. */
	readonly prefixColors?: ReadonlyMap<string, Color> | undefined;
	readonly theme: Theme;
	/** Makes text from elsewhere safe to show. */
	readonly cleanText: (text: string) => string;
};

const longestPrefix = 24;

/** The log of one node or of all. Only the lines in view are rendered, and not again while nothing changed. */
export const LogPane = memo((props: LogPaneProps): JSX.Element => {
	const {rows, view, height, columns, theme, cleanText, prefixColors} = props;
	const width = getPrefixWidth(props);
	const lines = rows.slice(view.start, view.end).map(row => {
		const {node} = row.entry;
		const prefix = prefixColors && {text: cleanText(node), color: prefixColors.get(node) ?? 'cyan', width};
		return renderLogRow({row, prefix, columns, cleanText}, theme);
	});
	if (lines.length === 0) {
		lines.push(theme.paint({isDim: true}, `  ${props.emptyText}`.slice(0, columns)));
	}

	const blanks = Array.from({length: Math.max(0, height - lines.length)}, () => '');
	return <Lines columns={columns} lines={[renderLogTitle(props), ...lines.slice(0, height), ...blanks]}/>;
});
LogPane.displayName = 'LogPane';

const getPrefixWidth = ({prefixColors, columns, cleanText}: LogPaneProps): number => {
	const longest = Math.max(0, ...[...prefixColors?.keys() ?? []].map(node => cellWidth(cleanText(node))));
	return Math.min(longest, longestPrefix, Math.floor(columns / 4));
};

const renderLogTitle = ({title, view, rows, isFocused, columns, theme}: LogPaneProps): string => {
	const paused = view.newCount > 0
		? `PAUSED ${theme.glyphs.separator} ${view.newCount} new ${theme.glyphs.down}`
		: `PAUSED ${theme.glyphs.separator} ${view.end}/${rows.length}`;
	return renderTitle({
		text: `LOG ${title}`, note: view.isFollowing ? 'following' : paused, isFocused, columns,
	}, theme);
};
