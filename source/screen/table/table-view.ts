import {type NodeTableState} from './state.js';
import {type TableRows} from './table-row.js';

/** What of the table is in view; `cursor`, `start` and `end` are places of rows. */
export type NodeTableView = {
	readonly cursor: number;
	readonly start: number;
	readonly end: number;
};

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));

/** Finds the first row in view so that the cursor is, moving the view no further than needed. */
const getTop = (top: number, cursor: number, rowCount: number, height: number): number =>
	clamp(clamp(top, cursor - height + 1, cursor), 0, Math.max(0, rowCount - height));

const foldKey = /^fold /;

/** Finds the row of a key, or the one that hides it; folds that have grown at their beginning or were opened too. */
const findPlace = (key: string, places: TableRows['places']): number | undefined =>
	places.get(key) ?? places.get(key.replace(foldKey, ''));

/** Computes the rows in view; the cursor is always among them. */
export const getNodeTableView = ({selected, top}: NodeTableState, {rows, places, focus}: TableRows, height: number): NodeTableView => {
	const place = selected === undefined ? focus : (findPlace(selected, places) ?? 0);
	const cursor = clamp(place, 0, Math.max(0, rows.length - 1));
	// While the cursor goes with the run, what led there stays in view above it.
	const start = getTop(selected === undefined ? cursor - Math.floor(height / 2) : top, cursor, rows.length, height);
	return {cursor, start, end: Math.min(rows.length, start + height)};
};

/** Finds where a movement by so many rows leads: the row's key and the first row in view then; nothing in an empty table. */
export const moveCursor = (state: NodeTableState, table: TableRows, {by, height}: {readonly by: number; readonly height: number}): {readonly key: string; readonly top: number} | undefined => {
	const {cursor, start} = getNodeTableView(state, table, height);
	const place = clamp(cursor + by, 0, table.rows.length - 1);
	const key = table.rows[place]?.key;
	return key === undefined ? undefined : {key, top: getTop(start, place, table.rows.length, height)};
};
