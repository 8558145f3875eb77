import {cellWidth, truncateCells} from '../../text/cell-width.js';

const segmenter = new Intl.Segmenter('en', {granularity: 'grapheme'});

/** The part of a sanitised text that `width` cells from cell `skip` on show; a wide character cut in the middle leaves a blank. */
export const sliceCells = (text: string, skip: number, width: number): string => {
	if (skip <= 0) {
		return truncateCells(text, width, '');
	}

	let position = 0;
	let kept = '';
	for (const {segment} of segmenter.segment(text)) {
		const before = position;
		position += cellWidth(segment);
		if (before >= skip) {
			kept += segment;
		} else if (position > skip) {
			kept += ' '.repeat(position - skip);
		}
	}

	return truncateCells(kept, width, '');
};
