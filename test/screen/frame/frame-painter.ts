import {setImmediate as turn} from 'node:timers/promises';
import xterm from '@xterm/headless';
import t from 'tap';
import {createFramePainter, type CursorPlace} from '../../../source/screen/frame/frame-painter.js';

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

t.test('the first frame takes the whole screen, later ones write only lines that changed, at their places, erased first', async t => {
	const {draw} = open();
	t.equal(draw('a', 'b', 'c'), '^?2026h^2J^1;1H^Ka^2;1H^Kb^3;1H^Kc^?2026l');
	t.equal(draw('a', 'B', 'c'), '^?2026h^2;1H^KB^?2026l');
	t.equal(draw('a', 'B', 'c'), '', 'nothing when nothing changed');
	t.equal(draw('a'), '^?2026h^2;1H^J^?2026l', 'lines that are gone are erased');
});

t.test('Ink draws signs on a small canvas, and the lines they stand for are painted', async t => {
	const {draw, painter: {board, stream}} = open();
	t.ok(stream.columns < 5);
	t.equal(draw(board.hold('\u001B[31ma long line in red\u001B[39m  '), 'b'), '^?2026h^2J^1;1H^K^31ma long line in red^39m^2;1H^Kb^?2026l');
});

t.test('a frame never reaches beyond the screen', async t => {
	const {draw} = open();
	t.notMatch(draw('1', '2', '3', '4', '5'), '5');
});

t.test('a frame that fills the terminal to its last cell scrolls nothing, also where lines wrap', async t => {
	const {draw, written} = open();
	const terminal = new xterm.Terminal({cols: 20, rows: 4, allowProposedApi: true});
	const show = async (...lines: readonly string[]) => {
		draw(...lines);
		await new Promise<void>(resolve => {
			terminal.write(written.join(''), resolve);
		});
		return Array.from({length: 4}, (_, row) => terminal.buffer.active.getLine(terminal.buffer.active.baseY + row)?.translateToString());
	};

	const full = ['1', '2', '3', '4'].map(sign => sign.repeat(20));
	t.same(await show(...full), full);
	const changed = [...full.slice(0, 3), '5'.repeat(20)];
	t.same(await show(...changed), changed);
	t.equal(terminal.buffer.active.baseY, 0);
});

t.test('a repaint tells Ink of the new size, and paints only the last of the frames that Ink draws for it', async t => {
	const {draw, painter, screen, written} = open();
	draw('a', 'b');
	let columns = 0;
	painter.terminal.on('resize', () => {
		columns = painter.terminal.columns;
		painter.stream.write('the old tree');
	});
	screen.columns = 33;
	painter.repaint();
	t.equal(columns, 33);
	t.equal(painter.terminal.rows, 4);
	t.equal(draw('a', 'b'), '');
	await turn();
	t.equal(written.join('').replaceAll('\u001B[', '^'), '^?2026h^2J^1;1H^Ka^2;1H^Kb^?2026l');
});

t.test('while paused frames are taken but not painted, and the latest is painted afterwards, whole', async t => {
	const {draw, painter, written} = open();
	draw('a', 'b');
	painter.pause();
	t.equal(draw('a', 'c'), '');
	painter.repaint();
	await turn();
	t.equal(written.join('').replaceAll('\u001B[', '^'), '^?2026h^2J^1;1H^Ka^2;1H^Kc^?2026l');
	painter.pause();
	painter.repaint();
	painter.pause();
	written.length = 0;
	await turn();
	t.same(written, [], 'paused again before the repaint was done');
});

t.test('nothing is painted after the end, and Ink takes the stream for no terminal', async t => {
	const {draw, painter} = open();
	t.equal(painter.stream.isTTY, false);
	painter.close();
	painter.repaint();
	painter.pause();
	await turn();
	t.equal(draw('a'), '');
});

t.test('the cursor is shown where it is wanted, and stays there while frames are painted', async t => {
	const {draw, painter, written} = open();
	draw('a', 'b');
	const setCursor = (place: CursorPlace | undefined): string => {
		written.length = 0;
		painter.setCursor(place);
		return written.join('').replaceAll('\u001B[', '^');
	};

	t.equal(setCursor({row: 1, column: 4}), '^2;5H^?25h');
	t.equal(setCursor({row: 1, column: 4}), '');
	t.equal(draw('a', 'B'), '^?2026h^2;1H^KB^2;5H^?25h^?2026l');
	t.equal(setCursor(undefined), '^?25l');
	t.equal(draw('a', 'b'), '^?2026h^2;1H^Kb^?2026l');
	painter.pause();
	t.equal(setCursor({row: 0, column: 0}), '', 'the screen is not ours');
	painter.repaint();
	await turn();
	t.equal(written.join('').replaceAll('\u001B[', '^'), '^?2026h^2J^1;1H^Ka^2;1H^Kb^1;1H^?25h^?2026l');
	painter.close();
	t.equal(setCursor(undefined), '');
});
