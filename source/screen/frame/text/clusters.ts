import {isNarrowText} from './narrow-text.js';

let segmenter: Intl.Segmenter | undefined;

/** Cuts a text into what people take for characters. */
export const splitClusters = (text: string): readonly string[] => {
	if (isNarrowText(text)) {
		return [...text];
	}

	segmenter ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	return Array.from(segmenter.segment(text), ({segment}) => segment);
};
