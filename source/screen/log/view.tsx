import {type JSX, memo} from 'react';
import {type LogEntry} from '../../run/runner/log-entry.js';
import {type LogLines} from '../../run/runner/run-store.js';
import {cellWidth, truncateCells} from '../frame/text/cell-width.js';
import {type Color, type Theme} from '../frame/theme.js';
import {Lines} from '../frame/lines.js';
import {renderTitle} from '../frame/title.js';
import {type MessageReader} from './create-message-reader.js';
import {findRanges, type LogPattern} from './log-pattern.js';
import {getLineNumber, isMark, type LogRows} from './log-rows.js';
import {type LogWindow} from './log-window.js';
import {getMessageRoom, type LogRowProps, renderLogRow, renderMark} from './render-log-row.js';

/** Names and colours of nodes before their lines. */
export type LogPrefixes = {
	readonly names: ReadonlyMap<string, {readonly text: string; readonly color: Color}>;
	readonly width: number;
};

/** What stands before a line as its time. */
export type LogTimes = {
	readonly width: number;
	readonly describe: (entry: LogEntry) => string;
};

export type LogRendererOptions = {
	readonly rows: LogRows;
	readonly lines: LogLines;
	readonly reader: MessageReader;
	readonly cleanText: (text: string) => string;
	readonly theme: Theme;
	readonly columns: number;
	readonly prefixes: LogPrefixes | undefined;
	readonly times: LogTimes | undefined;
	readonly search: LogPattern | undefined;
	readonly current: number | undefined;
	readonly isWrapped: boolean;
	readonly offset: number;
	/** What to say at the mark before a line. */
	readonly describeMark: (number: number) => string;
};

/** Draws rows of the log, and remembers those it has drawn. */
export type LogRenderer = {
	/** The lines of the screen that a row takes. */
	readonly render: (index: number) => readonly string[];
	/** How many those are; absent where every row takes one. */
	readonly heightOf: ((index: number) => number) | undefined;
	/** The offset, as near to the given one as possible, at which the match in a line is in view. */
	readonly getMatchOffset: (number: number, offset: number) => number;
};

const mostRemembered = 2000;

const createPropsOf = ({lines, reader, cleanText, columns, prefixes, times, search, current, isWrapped, offset}: LogRendererOptions) => (number: number): LogRowProps | undefined => {
	const entry = lines.at(number);
	if (entry === undefined) {
		return undefined;
	}

	const message = reader.read(entry);
	return {
		entry,
		message,
		columns,
		isWrapped,
		offset,
		isTraceback: entry.errorPart === 'traceback',
		prefix: prefixes && {...prefixes.names.get(entry.node) ?? {text: cleanText(entry.node), color: 'cyan'}, width: prefixes.width},
		time: times && {text: times.describe(entry), width: times.width},
		source: entry.source === undefined ? '' : cleanText(entry.source),
		ranges: search === undefined ? [] : findRanges(search, message),
		isCurrent: number === current,
	};
};

const keepInView = (offset: number, [start, end]: readonly [number, number], room: number): number =>
	start >= offset && end <= offset + room ? offset : Math.max(0, end <= room ? 0 : start - Math.floor(room / 3));

/** Creates the way to draw rows as long as nothing about how they are drawn changes. */
export const createLogRenderer = (options: LogRendererOptions): LogRenderer => {
	const {rows, columns, theme, isWrapped, describeMark} = options;
	const remembered = new Map<number, readonly string[]>();
	const getProps = createPropsOf(options);
	const draw = (row: number): readonly string[] => {
		if (isMark(row)) {
			return [renderMark(describeMark(getLineNumber(row)), columns, theme)];
		}

		const props = getProps(row);
		return props === undefined ? [''] : renderLogRow(props, theme);
	};

	const render = (index: number): readonly string[] => {
		const row = rows.get(index) ?? -1;
		const known = remembered.get(row);
		if (known !== undefined && !isMark(row)) {
			return known;
		}

		if (remembered.size >= mostRemembered) {
			remembered.clear();
		}

		const drawn = draw(row);
		remembered.set(row, drawn);
		return drawn;
	};

	return {
		render,
		heightOf: isWrapped ? index => render(index).length : undefined,
		getMatchOffset(number, offset) {
			const props = getProps(number);
			const [range] = props?.ranges ?? [];
			if (props === undefined || range === undefined) {
				return offset;
			}

			const [start, end] = range.map(place => cellWidth(props.message.slice(0, place)));
			return keepInView(offset, [start ?? 0, end ?? 0], getMessageRoom(props, theme) - 2);
		},
	};
};

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
const renderRowsInView = ({render}: LogRenderer, {start, end}: LogWindow, height: number): readonly string[] => {
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
