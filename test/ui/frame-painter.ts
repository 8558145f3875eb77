import t from 'tap';
import {createFramePainter} from '../../source/ui/frame-painter.js';

const open = () => {
	const written: string[] = [];
	const screen = {columns: 20, rows: 4, write: (text: string) => written.push(text)};
	const painter = createFramePainter(screen);
	return {screen, painter, written, draw(...lines: readonly string[]) {
		written.length = 0;
		painter.stream.write(lines.join('\n'));
		return written.join('').replaceAll('\u001B[', '^');
	}};
};

t.test('the first frame clears the screen, later ones write only lines that changed, at their places', async t => {
	const {draw} = open();
	t.equal(draw('a', 'b', 'c'), '^?2026h^2J^1;1Ha^K^2;1Hb^K^3;1Hc^K^?2026l');
	t.equal(draw('a', 'B', 'c'), '^?2026h^2;1HB^K^?2026l');
	t.equal(draw('a', 'B', 'c'), '', 'nothing when nothing changed');
	t.equal(draw('a'), '^?2026h^2;1H^K^3;1H^K^?2026l', 'lines that are gone are erased');
});

t.test('a frame never reaches beyond the screen', async t => {
	const {draw} = open();
	t.notMatch(draw('1', '2', '3', '4', '5'), '5');
});

t.test('a repaint tells Ink of the new size and writes every line again', async t => {
	const {draw, painter, screen} = open();
	draw('a', 'b');
	let columns = 0;
	painter.stream.on('resize', () => {
		columns = painter.stream.columns;
	});
	screen.columns = 33;
	painter.repaint();
	t.equal(columns, 33);
	t.equal(painter.stream.rows, 4);
	t.equal(draw('a', 'b'), '^?2026h^2J^1;1Ha^K^2;1Hb^K^?2026l');
});

t.test('nothing is painted after the end, and Ink takes the stream for no terminal', async t => {
	const {draw, painter} = open();
	t.equal(painter.stream.isTTY, false);
	painter.close();
	t.equal(draw('a'), '');
});
