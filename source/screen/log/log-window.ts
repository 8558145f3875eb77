import {type LogRows} from './log-rows.js';

/** The pane as it is when something happens: its rows, its height, and how many lines of the screen a row takes. */
export type LogSpace = {
	readonly rows: Pick<LogRows, 'length' | 'locate' | 'get'>;
	readonly height: number;
	/** Absent where every row takes one. */
	readonly heightOf?: ((index: number) => number) | undefined;
};

/** A line of the screen: the index of its row among those shown, and its place within that row. */
export type Spot = {
	readonly index: number;
	readonly part: number;
};

/** The same, by the row itself: where a scrolled view begins, whatever rows come or go before it. */
export type LogPlace = {
	readonly row: number;
	readonly part: number;
};

/** Where the log pane looks: at a place, or at the end, which it follows. */
export type Looking = {
	readonly place?: LogPlace | undefined;
	/** The last row there was when following stopped. */
	readonly seenRow: number;
};

const start: Spot = {index: 0, part: 0};

const isBefore = (a: Spot, b: Spot): boolean => a.index < b.index || (a.index === b.index && a.part < b.part);

const walkBack = ({heightOf = () => 1}: LogSpace, {index, part}: Spot, by: number): Spot => {
	let row = index;
	let left = by - part;
	while (left > 0 && row > 0) {
		row--;
		left -= heightOf(row);
	}

	return left > 0 ? start : {index: row, part: -left};
};

const walkOn = ({rows, heightOf = () => 1}: LogSpace, {index, part}: Spot, by: number): Spot => {
	let row = index;
	let left = by + part;
	while (row < rows.length && left >= heightOf(row)) {
		left -= heightOf(row);
		row++;
	}

	return {index: row, part: row < rows.length ? left : 0};
};

/** The first line of the screen when its last one shows the end of the log. */
export const getLastStart = (space: LogSpace): Spot => walkBack(space, {index: space.rows.length, part: 0}, space.height);

/** Moves by lines of the screen, no further than the first and the last full view. */
export const walk = (space: LogSpace, from: Spot, by: number): Spot => {
	const last = getLastStart(space);
	if (by === Number.NEGATIVE_INFINITY) {
		return start;
	}

	if (by === Number.POSITIVE_INFINITY) {
		return last;
	}

	const to = by < 0 ? walkBack(space, from, -by) : walkOn(space, from, by);
	return isBefore(last, to) ? last : to;
};

/** The spot at the top of a view; the end of the log without a place. */
export const getStart = (space: LogSpace, place: LogPlace | undefined): Spot => {
	const last = getLastStart(space);
	if (place === undefined) {
		return last;
	}

	const index = space.rows.locate(place.row);
	const isThere = space.rows.get(index) === place.row;
	const spot = {index, part: isThere ? Math.min(place.part, (space.heightOf?.(index) ?? 1) - 1) : 0};
	return isBefore(last, spot) ? last : spot;
};

/** Names a spot so that it is found again when rows have come or gone. */
export const getPlace = ({rows}: LogSpace, {index, part}: Spot): LogPlace => {
	const row = rows.get(index);
	return row === undefined ? {row: 0, part: 0} : {row, part};
};

export const isSameSpot = (a: Spot, b: Spot): boolean => a.index === b.index && a.part === b.part;

/** Whether a row is wholly in a view that begins at a spot. */
export const isInView = (space: LogSpace, from: Spot, index: number): boolean => {
	const end = walkOn(space, from, space.height);
	return !isBefore({index, part: 0}, from) && isBefore({index, part: (space.heightOf?.(index) ?? 1) - 1}, end);
};

/** Index behind the last row in a view, wholly or in part. */
const getEnd = (space: LogSpace, from: Spot): number => {
	const {index, part} = walkOn(space, from, space.height);
	return Math.min(space.rows.length, part > 0 ? index + 1 : index);
};

/** What of the log is in view. */
export type LogWindow = {
	readonly start: Spot;
	/** Index behind the last row in view. */
	readonly end: number;
	readonly isFollowing: boolean;
	/** Rows that have come since following stopped. */
	readonly newCount: number;
};

/** Computes what is in view. Rows that are dropped or added leave a scrolled view where it is. */
export const getLogWindow = ({place, seenRow}: Looking, space: LogSpace): LogWindow => {
	const first = getStart(space, place);
	return {
		start: first,
		end: getEnd(space, first),
		isFollowing: place === undefined,
		newCount: place === undefined ? 0 : space.rows.length - space.rows.locate(seenRow + 0.5),
	};
};
