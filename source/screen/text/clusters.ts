import {segmenter} from './segmenter.js';

/** Cuts a text into what people take for characters. */
export const splitClusters = (text: string): readonly string[] => Array.from(segmenter.segment(text), ({segment}) => segment);
