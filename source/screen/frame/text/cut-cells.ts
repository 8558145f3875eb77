import {cellWidth} from './cell-width.js';
import {splitClusters} from './clusters.js';
import {isNarrowText} from './narrow-text.js';

/** Finds the place in a sanitised text, from `start` on, behind the last character that still fits into so many cells. */
export const findCut = (text: string, start: number, width: number): number => {
	if (isNarrowText(text)) {
		return Math.min(text.length, start + Math.max(0, width));
	}

	let end = start;
	let used = 0;
	for (const cluster of splitClusters(text.slice(start))) {
		used += cellWidth(cluster);
		if (used > width) {
			break;
		}

		end += cluster.length;
	}

	return end;
};

/** A piece of a text: from its first place up to its last, that one not included. */
export type Piece = readonly [start: number, end: number];

const breakNarrow = (text: string, firstWidth: number, width: number): readonly Piece[] => {
	const pieces: Piece[] = [[0, Math.min(firstWidth, text.length)]];
	for (let start = firstWidth; start < text.length; start += width) {
		pieces.push([start, Math.min(start + width, text.length)]);
	}

	return pieces;
};

/** Breaks a sanitised line into pieces that fill lines of the screen, the first of one width, the others of another, both at least 1. */
export const breakCells = (text: string, firstWidth: number, width: number): readonly Piece[] => {
	if (isNarrowText(text)) {
		return breakNarrow(text, firstWidth, width);
	}

	const pieces: Piece[] = [];
	let start = 0;
	let end = 0;
	let used = 0;
	for (const cluster of splitClusters(text)) {
		const cells = cellWidth(cluster);
		if (end > start && used + cells > (pieces.length === 0 ? firstWidth : width)) {
			pieces.push([start, end]);
			start = end;
			used = 0;
		}

		used += cells;
		end += cluster.length;
	}

	return [...pieces, [start, end]];
};
