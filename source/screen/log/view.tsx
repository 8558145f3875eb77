import {type JSX, memo} from 'react';
import {truncateCells} from '../frame/text/cell-width.js';
import {type Theme} from '../frame/theme.js';
import {Lines} from '../frame/lines.js';
import {renderTitle} from '../frame/title.js';
import {type LogRenderer} from './create-log-renderer.js';
import {type LogWindow} from './state.js';

export type LogPaneProps = {
	readonly renderer: LogRenderer;
	/** Another number when rows have come or gone. */
	readonly revision: number;
	readonly view: LogWindow;
	readonly height: number;
	readonly columns: number;
	readonly isFocused: boolean;
	/** What is shown: `LOG of all nodes`, or of a node and what there is to say of it. */
	readonly title: string;
	/** At the end of the title: what is searched, whether the end is followed. */
	readonly note: string;
	/** Said in the middle of an empty pane. */
	readonly emptyText: string;
	readonly theme: Theme;
};

/** Lines of the screen for the rows in view. */
export const renderRowsInView = ({render}: LogRenderer, {start, end}: LogWindow, height: number): readonly string[] => {
	const lines: string[] = [];
	for (let {index} = start; index < end && lines.length < height; index++) {
		const drawn = render(index);
		lines.push(...(index === start.index ? drawn.slice(start.part) : drawn));
	}

	return lines.slice(0, height);
};

/** The log of one node or of all. Only the rows in view are rendered, and not again while nothing changed. */
export const LogPane = memo(({renderer, view, height, columns, isFocused, title, note, emptyText, theme}: LogPaneProps): JSX.Element => {
	const lines = view.end === view.start.index
		? [theme.paint({isDim: true}, truncateCells(`  ${emptyText}`, columns, theme.glyphs.ellipsis))]
		: renderRowsInView(renderer, view, height);
	const blanks = Array.from({length: Math.max(0, height - lines.length)}, () => '');
	return <Lines columns={columns} lines={[renderTitle({text: title, note, isFocused, columns}, theme), ...lines.slice(0, height), ...blanks]}/>;
});
LogPane.displayName = 'LogPane';
