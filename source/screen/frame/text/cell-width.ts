import {eastAsianWidth} from 'get-east-asian-width';
import {splitClusters} from './clusters.js';
import {isNarrowText} from './narrow-text.js';

/*
How many terminal cells a text takes, after the rules of string-width (which Ink lays out with): clusters, not code points;
emoji and East Asian wide characters take two, marks and invisible characters none. It expects sanitised text, so there are
no escape sequences and no joined emoji in it.
*/
const emoji = /\p{Emoji_Presentation}|\uFE0F/u;
const visible = /[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Nonspacing_Mark}\p{Enclosing_Mark}]/u;

const clusterWidth = (cluster: string): number => {
	const base = visible.exec(cluster)?.[0];
	if (base === undefined) {
		return 0;
	}

	return emoji.test(cluster) ? 2 : eastAsianWidth(base.codePointAt(0) ?? 0);
};

/** Counts the terminal cells a sanitised line takes. */
export const cellWidth = (text: string): number => {
	if (isNarrowText(text)) {
		return text.length;
	}

	let width = 0;
	for (const cluster of splitClusters(text)) {
		width += clusterWidth(cluster);
	}

	return width;
};

/** Cuts a sanitised line to at most `width` cells; a line that was cut ends in `ellipsis`. */
export const truncateCells = (text: string, width: number, ellipsis: string): string => {
	if (width <= 0) {
		return '';
	}

	if (cellWidth(text) <= width) {
		return text;
	}

	const room = width - cellWidth(ellipsis);
	if (room < 0) {
		return ellipsis.slice(0, width);
	}

	if (isNarrowText(text)) {
		return text.slice(0, room) + ellipsis;
	}

	let kept = '';
	let keptWidth = 0;
	for (const cluster of splitClusters(text)) {
		keptWidth += clusterWidth(cluster);
		if (keptWidth > room) {
			break;
		}

		kept += cluster;
	}

	return kept + ellipsis;
};

/** Cuts or pads a sanitised line to exactly `width` cells. */
export const fitCells = (text: string, width: number, ellipsis: string, align: 'left' | 'right' = 'left'): string => {
	const cut = truncateCells(text, width, ellipsis);
	const padding = ' '.repeat(Math.max(0, width - cellWidth(cut)));
	return align === 'left' ? cut + padding : padding + cut;
};

/** Keeps the end of a sanitised line, at most `width` cells of it. */
export const takeLastCells = (text: string, width: number): string => {
	if (cellWidth(text) <= width) {
		return text;
	}

	const clusters = splitClusters(text);
	let keptWidth = 0;
	const first = clusters.findLastIndex(cluster => {
		keptWidth += clusterWidth(cluster);
		return keptWidth > width;
	});
	return clusters.slice(first + 1).join('');
};
