import fc from 'fast-check';
import t from 'tap';
import {cellWidth} from '../../../../source/screen/frame/text/cell-width.js';
import {breakCells, findCut} from '../../../../source/screen/frame/text/cut-cells.js';

t.test('a text is cut between characters, at cells', async t => {
	t.equal(findCut('abcdef', 1, 3), 4);
	t.equal(findCut('abc', 1, 30), 3);
	t.equal(findCut('日本語', 0, 3), 1);
	t.equal(findCut('日本語', 1, 4), 3);
	t.equal(findCut('e\u0301e\u0301', 0, 1), 2);
});

t.test('broken pieces are the text, none wider than its line', async t => {
	t.same(breakCells('', 5, 5), [[0, 0]]);
	t.same(breakCells('abcdefgh', 3, 4), [[0, 3], [3, 7], [7, 8]]);
	t.same(breakCells('日本語', 1, 1), [[0, 1], [1, 2], [2, 3]], 'a character is not cut, however narrow the line');
	fc.assert(fc.property(fc.string({unit: fc.constantFrom('a', ' ', '日', 'é', '👍')}), fc.integer({min: 2, max: 9}), fc.integer({min: 2, max: 9}), (text, firstWidth, width) => {
		const pieces = breakCells(text, firstWidth, width).map(([start, end]) => text.slice(start, end));
		return pieces.join('') === text && pieces.every((piece, index) => cellWidth(piece) <= (index === 0 ? firstWidth : width));
	}));
});
