/* eslint-disable no-control-regex -- colours are escape sequences */
import t from 'tap';
import {createPreview} from '../../../source/core/preview/create-preview.js';
import {createPreviewMemo} from '../../../source/screen/files/preview-memo.js';
import {getMostOffset, type PreviewRoom, renderPreview} from '../../../source/screen/files/render-preview.js';
import {type FileContent, type OpenedFile} from '../../../source/screen/files/state.js';
import {cellWidth} from '../../../source/screen/frame/text/cell-width.js';
import {packPicture} from '../../../source/screen/picture/pack-picture.js';
import {createTheme} from '../../../source/screen/frame/theme.js';
import {plainTheme} from '../themes.js';

const room: PreviewRoom = {columns: 40, rows: 20, cleanText: text => text};

const create = (key: string, text: string, {sizeBytes = text.length, offset = 0, more = {}}: {readonly sizeBytes?: number; readonly offset?: number; readonly more?: Partial<FileContent>} = {}): OpenedFile => ({
	file: {store: 'S3', key, sizeBytes, etag: ''}, number: 1, offset, content: {preview: createPreview({key, bytes: new TextEncoder().encode(text), sizeBytes}), ...more},
});

t.test('a table has its numbers at the right, and no cell without an end', async t => {
	t.strictSame(renderPreview(create('x.csv', `name,n,note\n漢字,1,${'x'.repeat(60)}\nb,-20,\n`), {...room, columns: 70}, plainTheme), [
		' CSV, 2 rows, 3 columns, 85 B', '', ' name    n  note', ` 漢字    1  ${'x'.repeat(39)}…`, ' b     -20',
	]);
	t.strictSame(renderPreview(create('m.csv', '1,2\n3,4\n'), room, plainTheme), [' CSV, 2 rows, 2 columns, 8 B', '', ' 1  2', ' 3  4']);
	t.strictSame(renderPreview(create('m.csv', '1\n'), room, plainTheme), [' CSV, 1 row, 1 column, 2 B', '', ' 1']);
	t.match(renderPreview(create('w.csv', 'a,b,c\n1,2,3\n', {offset: 1}), room, plainTheme), [/./u, '', ' b  c', ' 2  3']);
});

t.test('a file that is cut off says so', async t => {
	t.match(renderPreview(create('x.txt', 'abc', {sizeBytes: 5_000_000}), room, plainTheme), [' text, 5.00 MB', ' Only the first 256 kB are shown.', '', ' abc']);
});

t.test('what is wrong is one sentence, wrapped', async t => {
	t.strictSame(renderPreview(create('x.json', '{'), room, plainTheme), [' JSON, 1 B', ' It is not valid JSON (line 1, column', ' 2): Expected a key in double quotes,', ' but the text ends.', '', ' {']);
	t.strictSame(renderPreview(create('x.png', 'no'), room, plainTheme), [' text, 2 B', ' Its name says PNG picture, but it is a', ' text.', '', ' no']);
	t.strictSame(renderPreview(create('x', ''), room, plainTheme), [' empty file, 0 B', ' It is empty.']);
	const {content: _, ...opened} = create('x', '');
	t.strictSame(renderPreview({...opened, problem: 'gone'}, room, plainTheme), [' gone']);
});

t.test('Markdown is wrapped, its parts as they are meant', async t => {
	const text = '# A title\nSome **bold** and `code` words that are longer than a line is.\n- item\n  - within, with more words than fit\n> quoted\n\n---\n```\ncode  stays | as it is, however long the line may be\n```\n';
	const lines = renderPreview(create('x.md', text), room, plainTheme).slice(2);
	t.strictSame(lines.map(line => line.trimEnd()), [
		' A title', ' Some bold and code words that are', ' longer than a line is.', ' - item', '   - within, with more words than fit', ' │ quoted', '', ` ${'─'.repeat(38)}`, '   code  stays | as it is, however long…',
	]);
	t.ok(lines.every(line => cellWidth(line) <= 40));
	const colors = renderPreview(create('x.md', '# A\n*b* [c](d) `e` ## f\n### g\n'), room, createTheme({hasColor: true, isUtf8: true})).slice(2);
	t.match(colors, [' \u001B[36;1mA\u001B[39;22m', /^ \u001B\[33mb \u001B\[39m|\u001B\[33mb/u, ' \u001B[1mg\u001B[22m']);
});

const pixels = {width: 60, height: 40, rgb: new Uint8Array(60 * 40 * 3)};
const picture: FileContent = {preview: {kind: 'picture', format: 'png', width: 60, height: 40, type: 'PNG picture', isCut: false}, pixels};

t.test('a picture fits into the lines in view', async t => {
	const opened: OpenedFile = {...create('p.png', ''), content: picture};
	const lines = renderPreview(opened, {...room, rows: 10}, createTheme({hasColor: true, isUtf8: true, hasTrueColor: true}));
	t.equal(lines[0], ' \u001B[2mPNG picture, 60 x 40 pixels, 0 B\u001B[22m');
	t.equal(lines.length, 10);
	t.match(lines[2], /^ \u001B\[38;2;0;0;0;48;2;0;0;0m▀{24}\u001B\[39;49m$/u);
	t.equal(renderPreview(opened, {...room, rows: 1}, plainTheme).length, 3, 'or into one');
});

t.test('a terminal that shows pictures gets it as it is', async t => {
	const opened: OpenedFile = {...create('p.png', ''), content: {...picture, pack: packPicture}};
	const lines = renderPreview(opened, {...room, graphics: 'iterm2'}, plainTheme);
	t.equal(lines.length, 4);
	t.match(lines[3], /\u001B\]1337;File=inline=1;/u);
	t.match(renderPreview({...opened, content: picture}, {...room, graphics: 'iterm2'}, plainTheme)[3], '█', 'not where it cannot be packed');
});

t.test('how far a file can be moved', async t => {
	t.strictSame([create('x.csv', 'a,b,c\n1,2,3\n'), create('x.txt', 'y'.repeat(40)), create('x.md', 'y'.repeat(40)), create('x', '')].map(opened => getMostOffset(opened)), [2, 2, 0, 0]);
});

t.test('the same file in the same room is rendered once', async t => {
	const render = createPreviewMemo();
	const opened = create('x.csv', 'a\n1\n');
	const lines = render(opened, room, plainTheme);
	t.equal(render(opened, {...room}, plainTheme), lines);
	t.not(render(opened, {...room, columns: 30}, plainTheme), lines);
	t.not(render(opened, {...room, rows: 30}, plainTheme), render({...opened, offset: 1}, room, plainTheme));
});
