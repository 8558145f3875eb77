import fc from 'fast-check';
import t from 'tap';
import {cellWidth, fitCells, truncateCells} from '../../../../source/screen/frame/text/cell-width.js';

// As string-width 8.3 counts them, with which Ink puts its frames together.
const widths = [
	['a', 1],
	[' ', 1],
	['~', 1],
	['é', 1],
	['e\u0301', 1],
	['ß', 1],
	['日', 2],
	['本', 2],
	['한', 2],
	['ｗ', 2],
	['・', 2],
	['😀', 2],
	['✓', 1],
	['✗', 1],
	['↷', 1],
	['⧖', 1],
	['■', 1],
	['−', 1],
	['▶', 1],
	['⠋', 1],
	['█', 1],
	['░', 1],
	['⚠', 1],
	['❤️', 2],
	['\u200B', 0],
	['①', 1],
	['Ω', 1],
	['я', 1],
	['ع', 1],
	['𠀀', 2],
	['🚀', 2],
	['…', 1],
] as const;
const clusters = widths.map(([cluster]) => cluster);

t.test('cells are counted as Ink counts them', async t => {
	for (const [cluster, width] of widths) {
		t.equal(cellWidth(cluster), width, JSON.stringify(cluster));
	}

	fc.assert(fc.property(fc.array(fc.constantFrom(...widths), {maxLength: 30}), parts => {
		// Letters between, because what stands side by side can join into one cluster.
		const text = parts.map(([cluster]) => `x${cluster}`).join('');
		return cellWidth(text) === parts.reduce((sum, [, width]) => sum + 1 + width, 0);
	}));
});

t.test('a line that is cut ends in an ellipsis and never exceeds its width', async t => {
	const cases: ReadonlyArray<readonly [string, number, string]> = [
		['short', 5, 'short'], ['longer', 5, 'long…'], ['日本語', 5, '日本…'], ['日本語', 4, '日…'], ['日本語', 6, '日本語'],
		['a', 0, ''], ['ab', 1, '…'], ['', 3, ''],
	];
	for (const [text, width, expected] of cases) {
		t.equal(truncateCells(text, width, '…'), expected, `${text} in ${width}`);
	}

	t.equal(truncateCells('日本語', 2, '...'), '..', 'an ellipsis too wide is cut itself');
	fc.assert(fc.property(fc.array(fc.constantFrom(...clusters)), fc.nat(40), (parts, width) =>
		cellWidth(truncateCells(parts.join(' '), width, '…')) <= width));
});

t.test('a fitted line has exactly its width, text at either end', async t => {
	t.equal(fitCells('ab', 4, '…'), 'ab  ');
	t.equal(fitCells('ab', 4, '…', 'right'), '  ab');
	t.equal(fitCells('日本語', 4, '…'), '日… ');
});
