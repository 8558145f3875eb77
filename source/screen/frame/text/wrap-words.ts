import {cellWidth} from './cell-width.js';
import {splitClusters} from './clusters.js';

/** Cuts a word that is wider than a line into pieces that fit. */
const cutWord = (word: string, width: number): readonly string[] => {
	const pieces: string[] = [];
	let piece = '';
	for (const cluster of splitClusters(word)) {
		if (piece !== '' && cellWidth(piece + cluster) > width) {
			pieces.push(piece);
			piece = '';
		}

		piece += cluster;
	}

	return [...pieces, piece];
};

/** Breaks a sanitised line at its spaces into lines of at most `width` cells; a word that is wider is cut. */
export const wrapWords = (text: string, width: number): readonly string[] => {
	const room = Math.max(1, width);
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ')) {
		const joined = line === '' ? word : `${line} ${word}`;
		if (cellWidth(joined) <= room) {
			line = joined;
			continue;
		}

		if (line !== '') {
			lines.push(line);
		}

		const pieces = cellWidth(word) <= room ? [word] : cutWord(word, room);
		lines.push(...pieces.slice(0, -1));
		line = pieces.at(-1) ?? '';
	}

	return [...lines, line];
};
