import {cellWidth, fitCells} from '../frame/text/cell-width.js';
import {type Theme} from '../frame/theme.js';
import {laneWidth} from './table-columns.js';
import {type NodeRow, type RanksRow, type TableRow} from './table-row.js';

/** Which levels of the tree are drawn: `count` of them from `first` on. */
export type Levels = {readonly first: number; readonly count: number};

/**
Picks the levels to draw for the rows in view, at most `most`: the same for all of them, or their lines would not meet.

As far in as needed, but never further than the outermost row in view, which would lose its place.
*/
export const pickLevels = (rows: ReadonlyArray<Pick<TableRow, 'lanes'>>, most: number): Levels => {
	const depths = rows.map(({lanes}) => lanes.length);
	const first = Math.max(0, Math.min(Math.min(...depths), Math.max(...depths) - most));
	return {first: rows.length === 0 ? 0 : first, count: most};
};

/** Cells that the lines before a name take. */
export const getLanesWidth = (lanes: string, {first, count}: Levels): number => Math.max(0, Math.min(lanes.length - first, count)) * laneWidth;

/** Draws the lines of the tree before a name. A row deeper than what is drawn stands on the last level, behind dots. */
export const renderLanes = (lanes: string, {first, count}: Levels, {glyphs}: Theme): string => {
	const marks: Readonly<Record<string, string>> = {'|': glyphs.treeLine, '+': glyphs.treeBranch, L: glyphs.treeLast};
	const drawn = Array.from(lanes.slice(first), lane => `${marks[lane] ?? ' '} `);
	if (drawn.length <= count) {
		return drawn.join('');
	}

	const outer = drawn.slice(0, Math.max(0, count - 2)).join('');
	return `${outer}${count > 1 ? `${glyphs.ellipsis} ` : ''}${drawn.at(-1)!}`;
};

export type NameProps = {
	readonly row: NodeRow | RanksRow;
	/** Safe to show. */
	readonly name: string;
	readonly width: number;
	readonly levels: Levels;
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
	const lanesWidth = getLanesWidth(row.lanes, levels);
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
