import t from 'tap';
import {type Pixels, fitInto, shrink} from '../../../source/screen/picture/pixels.js';
import {renderPicture} from '../../../source/screen/picture/render-picture.js';

const create = (width: number, height: number, getColor: (x: number, y: number) => readonly [number, number, number]): Pixels => ({
	width, height, rgb: Uint8Array.from(Array.from({length: width * height}, (_, pixel) => getColor(pixel % width, Math.floor(pixel / width))).flat()),
});

const chess = create(4, 4, (x, y) => (x + y) % 2 === 0 ? [255, 0, 0] : [0, 0, 255]);
const room = {columns: 80, rows: 24, isUtf8: true} as const;

t.test('a picture is fitted in, not enlarged', async t => {
	t.strictSame(fitInto({width: 400, height: 100}, {width: 80, height: 48}), {width: 80, height: 20});
	t.strictSame(fitInto({width: 100, height: 400}, {width: 80, height: 48}), {width: 12, height: 48});
	t.strictSame(fitInto({width: 3, height: 2}, {width: 80, height: 48}), {width: 3, height: 2});
	t.strictSame(fitInto({width: 1000, height: 1}, {width: 10, height: 10}), {width: 10, height: 1});
});

t.test('a small picture has the mean of its pixels', async t => {
	t.strictSame([...shrink(chess, {width: 2, height: 2}).rgb], Array.from({length: 4}, () => [127, 0, 127]).flat());
	t.strictSame([...shrink(chess, {width: 4, height: 4}).rgb], [...chess.rgb]);
	t.strictSame([...shrink(create(3, 1, x => [x * 100, 0, 0]), {width: 2, height: 1}).rgb], [0, 0, 0, 150, 0, 0]);
});

t.test('two pixels are a cell, in as many colours as the terminal has', async t => {
	const column = create(1, 3, (_, y) => y === 0 ? [255, 0, 0] : (y === 1 ? [0, 0, 255] : [0, 255, 0]));
	t.strictSame(renderPicture(column, {...room, colors: 'true'}), ['\u001B[38;2;255;0;0;48;2;0;0;255m▀\u001B[39;49m', '\u001B[38;2;0;255;0;49m▀\u001B[39;49m']);
	t.strictSame(renderPicture(column, {...room, colors: 'many'}), ['\u001B[38;5;196;48;5;21m▀\u001B[39;49m', '\u001B[38;5;46;49m▀\u001B[39;49m']);
	const white = create(3, 2, () => [255, 255, 255]);
	t.strictSame(renderPicture(white, {...room, colors: 'true'}), ['\u001B[38;2;255;255;255;48;2;255;255;255m▀▀▀\u001B[39;49m'], 'a colour is said once');
	t.match(renderPicture(create(1, 2, () => [128, 128, 128]), {...room, colors: 'many'}), ['\u001B[38;5;244;48;5;244m▀\u001B[39;49m'], 'greys have finer steps');
});

t.test('without colours ink is what is bright', async t => {
	const ramp = create(5, 2, x => [255 - (x * 63), 255 - (x * 63), 255 - (x * 63)]);
	t.strictSame(renderPicture(ramp, {...room, colors: 'none'}), [' ░▒▓█']);
	t.strictSame(renderPicture(ramp, {...room, colors: 'few'}), [' ░▒▓█']);
	t.match(renderPicture(ramp, {...room, isUtf8: false, colors: 'true'})[0], /^ [ -~]{3}@$/u);
});

t.test('no more rows and columns than there are', async t => {
	const lines = renderPicture(create(100, 100, () => [0, 0, 0]), {columns: 30, rows: 10, colors: 'none', isUtf8: true});
	t.equal(lines.length, 10);
	t.equal(lines[0]!.length, 20);
});
