import {formatDuration} from '../../../core/text/format-duration.js';
import {type NodeState} from '../../../core/run/run-state.js';
import {cellWidth, fitCells} from '../../text/cell-width.js';
import {type Look, type Theme} from '../../theme.js';

/** Widths of the table's columns in cells; 0 for a column that has no room. They do not change while a run goes on. */
export type NodeColumns = {
	readonly name: number;
	readonly word: number;
	readonly duration: number;
	readonly reason: number;
};

const markWidth = 2;
const symbolWidth = 2;
const wordWidth = 11;
const durationWidth = 7;
const gap = 1;
const smallestReason = 12;

/** Shares the columns of the terminal: name and status word always, the duration where it fits, the reason where it says something. */
export const getNodeColumns = (names: readonly string[], columns: number): NodeColumns => {
	const longest = Math.max(4, ...names.map(name => cellWidth(name)));
	const fixed = markWidth + symbolWidth + gap + wordWidth;
	const duration = columns >= fixed + gap + durationWidth + Math.min(longest, 12) ? durationWidth : 0;
	const taken = fixed + (duration === 0 ? 0 : gap + duration);
	const free = columns - taken;
	const name = Math.max(1, Math.min(longest, free > 2 * longest ? longest : Math.max(Math.floor(columns * 0.4), Math.min(free, 14)), free));
	const rest = free - name - (2 * gap);
	return {name, word: wordWidth, duration, reason: rest >= smallestReason ? rest : 0};
};

/** How long a node has been at work; nothing before it starts, nor for one that never ran. */
const getDurationMs = ({startedAt, endedAt}: NodeState, now: number): number | undefined =>
	startedAt === undefined ? undefined : Math.max(0, (endedAt ?? now) - startedAt);

export type NodeRowProps = {
	readonly node: NodeState;
	readonly name: string;
	readonly isUnderCursor: boolean;
	readonly columns: NodeColumns;
	readonly now: number;
	/** The spinner's present frame. */
	readonly spinner: string;
	readonly cleanText: (text: string) => string;
};

/** Renders one row of the table. */
export const renderNodeRow = (props: NodeRowProps, {glyphs, paint, statuses}: Theme): string => {
	const {node, columns, isUnderCursor} = props;
	const look: Look = statuses[node.status];
	const durationMs = getDurationMs(node, props.now);
	const nameStyle = isUnderCursor ? {isBold: true, isInverse: true} : {};
	const cells = [
		isUnderCursor ? paint({color: 'cyan', isBold: true}, glyphs.cursor) : ' ',
		paint(look.style, node.status === 'RUNNING' ? props.spinner : look.symbol),
		paint(nameStyle, fitCells(props.name, columns.name, glyphs.ellipsis)),
		paint(look.style, fitCells(look.word, columns.word, glyphs.ellipsis)),
	];
	if (columns.duration > 0) {
		cells.push(fitCells(durationMs === undefined ? '' : formatDuration(durationMs), columns.duration, glyphs.ellipsis, 'right'));
	}

	if (columns.reason > 0 && node.sentence !== undefined) {
		const style = node.status === 'FAILED' || node.status === 'TIMEOUT' ? {} : {isDim: true};
		cells.push(' ' + paint(style, fitCells(props.cleanText(node.sentence), columns.reason, glyphs.ellipsis).trimEnd()));
	}

	return cells.join(' ');
};
