import {type Theme} from '../theme.js';
import {cellWidth, fitCells} from './cell-width.js';
import {wrapWords} from './wrap-words.js';

/** A name and what is to be said under it, both sanitised. */
export type Field = {
	readonly label: string;
	readonly text: string;
};

const indent = '  ';
const gap = 2;
const narrowest = 20;

/** Renders fields in two columns, long texts wrapped in theirs; below each other where there is no room for two. */
export const renderFields = (fields: readonly Field[], columns: number, {paint, glyphs}: Theme): readonly string[] => {
	const labelWidth = Math.max(0, ...fields.map(({label}) => cellWidth(label)));
	const room = columns - labelWidth - gap - (2 * indent.length);
	return fields.flatMap(({label, text}) => {
		if (room < narrowest) {
			const lines = wrapWords(text, columns - (3 * indent.length));
			return [indent + paint({isDim: true}, fitCells(label, Math.min(labelWidth, columns - 4), glyphs.ellipsis).trimEnd()), ...lines.map(line => indent + indent + line)];
		}

		return wrapWords(text, room).map((line, index) => {
			const cell = fitCells(index === 0 ? label : '', labelWidth + gap, glyphs.ellipsis);
			return indent + (index === 0 ? paint({isDim: true}, cell) : cell) + line;
		});
	});
};
