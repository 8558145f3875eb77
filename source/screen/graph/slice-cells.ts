import {splitClusters} from '../frame/text/clusters.js';
import {cellWidth, truncateCells} from '../frame/text/cell-width.js';

/** The part of a sanitised text that `width` cells from cell `skip` on show; a wide character cut in the middle leaves a blank. */
export const sliceCells = (text: string, skip: number, width: number): string => {
	if (skip <= 0) {
		return truncateCells(text, width, '');
	}

	let position = 0;
	let kept = '';
	for (const cluster of splitClusters(text)) {
		const before = position;
		position += cellWidth(cluster);
		if (before >= skip) {
			kept += cluster;
		} else if (position > skip) {
			kept += ' '.repeat(position - skip);
		}
	}

	return truncateCells(kept, width, '');
};
