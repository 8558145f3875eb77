import {cellWidth, fitCells} from '../../text/cell-width.js';
import {type Theme} from '../../theme.js';
import {laneWidth} from './table-columns.js';
import {type NodeRow, type RanksRow} from './table-row.js';

/** Draws the lines of the tree before a name; of more than `levels` levels only the innermost. */
export const renderLanes = (lanes: string, levels: number, {glyphs}: Theme): string => {
	const marks: Readonly<Record<string, string>> = {'|': glyphs.treeLine, '+': glyphs.treeBranch, L: glyphs.treeLast};
	const shown = lanes.length > levels ? lanes.slice(lanes.length - levels) : lanes;
	const drawn = [...shown].map(lane => `${marks[lane] ?? ' '} `).join('');
	return lanes.length > levels && levels > 1 ? `${glyphs.ellipsis} ${drawn.slice(2)}` : drawn;
};

export type NameProps = {
	readonly row: NodeRow | RanksRow;
	/** Safe to show. */
	readonly name: string;
	readonly width: number;
	readonly levels: number;
	readonly isUnderCursor: boolean;
};

const getOpenMark = (row: NodeRow | RanksRow, {glyphs}: Theme): string => {
	if (row.kind === 'node') {
		return '';
	}

	return `${row.opened === 'none' ? glyphs.closed : glyphs.opened} `;
};

/** Renders a name with its place in the tree, exactly `width` cells. */
export const renderName = ({row, name, width, levels, isUnderCursor}: NameProps, theme: Theme): string => {
	const {paint, glyphs} = theme;
	const lanes = renderLanes(row.lanes, levels, theme);
	const mark = getOpenMark(row, theme);
	const lanesWidth = Math.min(row.lanes.length, levels) * laneWidth;
	const room = width - lanesWidth - mark.length;
	const isTight = row.branch !== undefined && row.branch.length + 1 + cellWidth(name) > room;
	const branch = row.branch === undefined ? '' : `${isTight ? row.branch.slice(0, 1) : row.branch} `;
	const before = lanes + branch;
	const beforeWidth = lanesWidth + branch.length;
	if (beforeWidth + mark.length >= width) {
		return paint(isUnderCursor ? {isBold: true, isInverse: true} : {}, fitCells(name, width, glyphs.ellipsis));
	}

	const fitted = mark + fitCells(name, width - beforeWidth - mark.length, glyphs.ellipsis);
	return paint({isDim: true}, before) + paint(isUnderCursor ? {isBold: true, isInverse: true} : {}, fitted);
};
