import {type JSX} from 'react';
import {type Theme} from '../../theme.js';
import {Lines} from '../lines/lines.js';
import {renderTitle} from '../lines/title.js';
import {getHelpTop, type HelpState} from './help-state.js';

export type HelpProps = {
	readonly lines: readonly string[];
	readonly state: HelpState;
	/** Rows for title and text together. */
	readonly rows: number;
	readonly columns: number;
	readonly theme: Theme;
};

/** Every key, over table and log. */
export const Help = ({lines, state, rows, columns, theme}: HelpProps): JSX.Element => {
	const height = rows - 1;
	const top = getHelpTop(state, lines.length, height);
	const below = lines.length - top - height;
	const title = renderTitle({
		text: 'KEYS', note: below > 0 ? `${below} more ${theme.glyphs.down}` : '', isFocused: true, columns,
	}, theme);
	const visible = lines.slice(top, top + height);
	const blanks = Array.from({length: height - visible.length}, () => '');
	return <Lines columns={columns} lines={[title, ...visible, ...blanks]}/>;
};
