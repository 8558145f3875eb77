import fc from 'fast-check';
import {Box, Text} from 'ink';
import {createElement, type ReactNode} from 'react';
import t from 'tap';
import {boardColumns, createLineBoard, LineBoardContext, Lines} from '../../../source/screen/frame/lines.js';
import {cellWidth} from '../../../source/screen/frame/text/cell-width.js';
import {renderFrame} from '../render-frame.js';

const size = {columns: 40, rows: 20};

const draw = (...blocks: readonly ReactNode[]): readonly string[] => renderFrame(createElement(Box, {flexDirection: 'column'}, ...blocks), size);

const drawOnBoard = (...blocks: readonly ReactNode[]) => {
	const board = createLineBoard();
	const frame = draw(createElement(LineBoardContext, {value: board}, ...blocks));
	return {frame, lines: board.fill(frame.join('\n')), board};
};

const block = (...lines: readonly string[]) => createElement(Lines, {key: lines.join('|'), lines, columns: size.columns});

const line = fc.array(fc.constantFrom('a', 'é', '漢', '🎉', ' ', '─', '\uE000', '\u001B[31mred\u001B[39m', '\u001B[1;7mloud\u001B[22;27m'), {maxLength: 9}).map(parts => parts.join(''));

t.test('lines on a board come out as Ink would have drawn them', async t => {
	fc.assert(fc.property(fc.array(fc.array(line, {minLength: 1, maxLength: 6}), {minLength: 1, maxLength: 3}), blocks => {
		const elements = blocks.map((lines, index) => createElement(Lines, {key: index, lines, columns: size.columns}));
		const strip = (text: string): string => text.replaceAll(/\u001B\[[\d;]*m/gu, '').trimEnd(); // eslint-disable-line no-control-regex -- colours are control sequences
		const without = draw(...elements).map(text => strip(text));
		const {lines} = drawOnBoard(...elements);
		t.same(lines.map(text => strip(text)), without);
	}), {numRuns: 25});
	t.same(drawOnBoard(block('\u001B[31mred\u001B[39m  ', 'b')).lines, ['\u001B[31mred\u001B[39m', 'b'], 'colours as they were written');
});

t.test('Ink gets no more of them than a sign each', async t => {
	const {frame} = drawOnBoard(block(...Array.from({length: 300}, (_, index) => `\u001B[31mline ${index} in red\u001B[39m`)));
	t.same(new Set(frame.map(text => cellWidth(text))), new Set([boardColumns]));
	t.notMatch(frame.join(''), 'red');
});

t.test('what Ink draws itself stands beside them', async t => {
	t.same(drawOnBoard(block('a', 'b'), createElement(Text, {key: 'own'}, 'drawn by Ink'), block('c')).lines, ['a', 'b', 'drawn by Ink', 'c']);
});

t.test('a board keeps lines for one frame', async t => {
	const {board} = drawOnBoard(block('a'));
	t.same(board.fill('\uE000!!'), ['']);
});
