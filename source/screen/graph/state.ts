import {type GraphBox, type GraphLayout} from '../../core/layout/graph-layout.js';
import {type Window} from '../../core/layout/line-grid.js';
import {type PaneSize} from './graph-form.js';

/** Where in the graph the user is; which action is selected is the table's business. */
export type GraphViewState = {
	/** The user wants the other direction than the one that shows most. */
	readonly isTurned: boolean;
	/** Top left corner of the view when it was moved last. */
	readonly x: number;
	readonly y: number;
};

export type GraphViewAction =
	| {readonly type: 'turn'}
	| {readonly type: 'scroll'; readonly x: number; readonly y: number};

export const initialGraphViewState: GraphViewState = {isTurned: false, x: 0, y: 0};

/** Answers one thing the user did in the graph. */
export const reduceGraphView = (state: GraphViewState, action: GraphViewAction): GraphViewState => {
	switch (action.type) {
		case 'turn': {
			return {isTurned: !state.isTurned, x: 0, y: 0};
		}

		case 'scroll': {
			return {...state, x: action.x, y: action.y};
		}
	}
};

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));

/** Moves a view no further than needed to have a part of the whole in it, with a margin where there is room. */
const moveInto = (start: number, length: number, whole: number, {from, size, margin}: {readonly from: number; readonly size: number; readonly margin: number}): number => {
	const shown = Math.min(size, length);
	const room = clamp(Math.floor((length - shown) / 2), 0, margin);
	const moved = clamp(start, from + shown + room - length, from - room);
	return clamp(moved, 0, Math.max(0, whole - length));
};

const columnMargin = 6;
const rowMargin = 2;

/** Finds the part of a graph that a pane shows: the selected box is always in it, and a narrow graph stands in the middle. */
export const getGraphWindow = ({x, y}: GraphViewState, layout: GraphLayout, selected: GraphBox | undefined, {columns, rows}: PaneSize): Window => {
	const box = selected ?? {x: 0, y: 0, width: 1, height: 1};
	const isNarrow = layout.width <= columns;
	return {
		x: isNarrow ? -Math.floor((columns - layout.width) / 2) : moveInto(x, columns, layout.width, {from: box.x, size: box.width, margin: columnMargin}),
		y: moveInto(y, rows, layout.height, {from: box.y, size: box.height, margin: rowMargin}),
		width: columns,
		height: rows,
	};
};
