import t from 'tap';
import {createPreview} from '../../../source/core/preview/create-preview.js';
import {type Preview} from '../../../source/core/preview/preview.js';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const look = (key: string, content: string | Uint8Array, sizeBytes?: number): Preview => {
	const bytes = typeof content === 'string' ? encode(content) : content;
	return createPreview({key, bytes, sizeBytes: sizeBytes ?? bytes.length});
};

/** Every text that may be shown. */
const collectTexts = (value: unknown): readonly string[] => typeof value === 'string'
	? [value]
	: (typeof value === 'object' && value !== null ? Object.values(value).flatMap(one => collectTexts(one)) : []);

/** Characters as bytes of Latin-1. */
const toBytes = (text: string): Uint8Array => Uint8Array.from(text, character => character.codePointAt(0)!);

/** The head of a PNG, from its signature to its size. */
const createPngHead = (width: number, height: number): Uint8Array => {
	const bytes = new Uint8Array(33);
	bytes.set(toBytes('\u0089PNG\r\n\u001A\n\0\0\0\u000DIHDR'));
	const view = new DataView(bytes.buffer);
	view.setUint32(16, width);
	view.setUint32(20, height);
	return bytes;
};

/** A JPEG up to the head of its frame, with a table and a comment before it. */
const jpegHead = toBytes('\u00FF\u00D8\u00FF\u00E0\0\u0004JF\u00FF\u00FF\u00FE\0\u0003!\u00FF\u00C4\0\u0002\u00FF\u00C2\0\u000B\u0008\u0001\u002C\u0002\u0058\u0001\u0011\0');

t.test('a text is shown line by line, whatever it is called', async t => {
	t.match(look('log', 'one\r\ntwo\n\nfour\n'), {kind: 'text', type: 'text', isCut: false, lines: ['one', 'two', '', 'four']});
	t.match(look('folder.csv/README', 'a,b'), {kind: 'text', lines: ['a,b']}, 'a folder\'s ending is not the file\'s');
	t.match(look('x.log', 'a\tb'), {lines: ['a       b']});
	t.match(look('x', 'Zürich\n'), {lines: ['Zürich']});
	t.match(look('x', toBytes('Z\u00FCrich\n')), {lines: ['Zürich']}, 'Windows-1252, as R writes it on Windows');
	t.match(look('x', Uint8Array.of(0xFF, 0xFE, 0x61, 0, 0xE4, 0)), {lines: ['aä']}, 'UTF-16');
	t.match(look('x', Uint8Array.of(0xFE, 0xFF, 0, 0x61)), {lines: ['a']}, 'UTF-16, the other way round');
});

t.test('nothing in a file can reach the terminal as more than text', async t => {
	const evil = '\u001B[2J\u001B]52;c;aGk=\u0007red\u001B[31m\u202Eabc\u009B1m';
	const contents = [
		look('x.txt', evil), look('x.csv', `name,${evil}\n1,2\n`), look('x.tsv', `name\t${evil}\n1\t2\n`), look('x.json', JSON.stringify({[evil]: evil})),
		look('x.json', `{"a": "${evil}"`), look('x.md', `# ${evil}\n- ${evil}\n\n\`${evil}\` [${evil}](${evil})`), look('x.png', evil),
	];
	for (const content of contents) {
		t.notMatch(collectTexts(content).join(''), /[\p{Cc}\u202E]/u, content.kind);
	}
});

t.test('a CSV is a table, with its numbers told from its words', async t => {
	t.match(look('out/mean.csv', 'site,mean,note\nA,1.5,"x, ""y"""\nB,NA,\nC,-2e3,z\n'), {
		kind: 'table', type: 'CSV', header: ['site', 'mean', 'note'], rows: [['A', '1.5', 'x, "y"'], ['B', 'NA', ''], ['C', '-2e3', 'z']], areNumbers: [false, true, false],
	});
	t.match(look('R.CSV', '"";"x"\n"1";1,5\n'), {header: ['', 'x'], rows: [['1', '1,5']], areNumbers: [true, true]}, 'as write.csv2 of R has it');
	t.match(look('m.tsv', 'a\tb,c\n1\t2\n'), {type: 'TSV', header: ['a', 'b,c'], rows: [['1', '2']]});
	t.match(look('short.csv', 'a,b\n1\n2,3\n'), {rows: [['1'], ['2', '3']], areNumbers: [true, true]}, 'a row may lack its last cells');
	const matrix = look('m.csv', '1,2\n3,4\n');
	t.match(matrix, {rows: [['1', '2'], ['3', '4']]});
	t.notOk('header' in matrix, 'no header where all is numbers');
	t.match(look('one.csv', 'a,b\n'), {rows: [['a', 'b']], areNumbers: [false, false]});
	t.match(look('cut.csv', 'a,b\n1,2\n3,4', 100), {isCut: true, rows: [['1', '2']]}, 'the last row may not be all there');
	t.match(look('cut.csv', 'a,b', 100), {isCut: true, rows: [['a', 'b']]});
	t.match(look('lines.csv', 'a,b\n"x\ny",2\n'), {rows: [['x y', '2']]});
});

t.test('JSON is laid out, or the place of its mistake is told', async t => {
	t.match(look('x.json', '{"a":[1,2],"b":{"c":1.0}}'), {kind: 'json', type: 'JSON', lines: ['{', '  "a": [1, 2],', '  "b": {', '    "c": 1.0', '  }', '}']});
	t.match(look('x.json', '{"a": 1,\n"b": NaN}\n'), {kind: 'text', lines: ['{"a": 1,', '"b": NaN}'], problem: /^It is not valid JSON \(line 2, column 6\): Expected a value, but "NaN" follows\.$/});
	t.match(look('x.geojson', '{"a": [{"b": 1}, {"c"', 500), {kind: 'json', isCut: true, lines: ['{', '  "a": [', '    {', '      "b": 1', '    },', '    {', '      "c"']}, 'no mistake of the file, of which there is more');
});

t.test('Markdown is read line by line', async t => {
	t.match(look('README.md', '# Title\nsome **bold**\n'), {kind: 'markdown', type: 'Markdown', lines: [{style: 'heading', level: 1}, {style: 'text', spans: [{text: 'some '}, {text: 'bold', style: 'strong'}]}]});
});

t.test('a picture is known by its bytes, and its size by its head', async t => {
	t.match(look('plot', createPngHead(640, 480)), {kind: 'picture', format: 'png', width: 640, height: 480, type: 'PNG picture', isCut: false});
	t.match(look('plot.jpg', jpegHead, 5000), {kind: 'picture', format: 'jpeg', width: 600, height: 300, isCut: true});
	t.match(look('plot.jpg', Uint8Array.of(0xFF, 0xD8, 0xFF, 0x01, ...jpegHead.subarray(2))), {kind: 'picture', width: 600, height: 300}, 'a marker without a length before the frame');
});

t.test('a picture that is too large or broken is refused in words', async t => {
	t.match(look('p.png', createPngHead(20_000, 1000)), {kind: 'none', type: 'PNG picture', problem: 'It has 20000 x 1000 pixels: pictures of up to 16 million pixels are shown.'});
	t.match(look('p.png', createPngHead(100, 100), 9_000_000), {kind: 'none', problem: 'It has 9.00 MB: pictures of up to 8.00 MB are shown.'});
	for (const bytes of [createPngHead(0, 5), createPngHead(5, 5).subarray(0, 20), toBytes('\u0089PNG\r\n\u001A\n\0\0\0\u000DIDAT0123456789')]) {
		t.match(look('p.png', bytes), {kind: 'none', problem: 'It is a broken PNG picture: its beginning does not tell its size.'});
	}

	for (const text of ['\u00FF\u00D8\u00FF', '\u00FF\u00D8\u00FF\u00D9000000000000', '\u00FF\u00D8\u00FF\u00E0\0\u0002000000000000']) {
		t.match(look('p.jpg', toBytes(text)), {kind: 'none', problem: 'It is a broken JPEG picture: its beginning does not tell its size.'});
	}
});

t.test('anything else is told by its type', async t => {
	for (const [key, text, type] of [
		['a/x.parquet', 'PAR1\0\0', 'Parquet'], ['x', 'PAR1\0\0', 'Parquet'], ['x.rds', '\u001F\u008B\u0008\0', 'R data'], ['x', '\u001F\u008B\u0008\0', 'gzip'],
		['x.xlsx', 'PK\u0003\u0004\0', 'Excel'], ['x.nc', 'CDF\u0001\0', 'HDF5 or NetCDF'], ['paper.pdf', '%PDF-1.4 text', 'PDF'], ['x.bin', '\0\u0001', 'binary file'],
	] as const) {
		const preview = look(key, toBytes(text));
		t.match(preview, {kind: 'none', type}, key);
		t.equal(preview.problem, undefined);
	}
});

t.test('what a file is counts more than what it is called', async t => {
	t.match(look('par.csv', 'PAR1,CDF\n1,2\n'), {kind: 'table'}, 'a table that begins as another format does');
	t.match(look('x.csv', toBytes('PK\u0003\u0004\0')), {kind: 'none', type: 'ZIP', problem: 'Its name says CSV, which it is not.'});
	t.match(look('plot.png', toBytes('\0\u0001\u0002')), {kind: 'none', type: 'binary file', problem: 'Its name says PNG picture, which it is not.'});
	t.match(look('plot.png', 'Error: no plot\n'), {kind: 'text', lines: ['Error: no plot'], problem: 'Its name says PNG picture, but it is a text.'});
	t.match(look('plot.png', jpegHead), {kind: 'picture', format: 'jpeg'});
});

t.test('an empty file is no mistake of ours', async t => {
	t.match(look('x.csv', ''), {kind: 'none', type: 'CSV', problem: 'It is empty.'});
	t.match(look('x', ''), {kind: 'none', type: 'empty file', problem: 'It is empty.'});
});

t.test('of a character that is cut in two nothing is shown', async t => {
	t.match(look('x', encode('aü').subarray(0, 2), 10), {kind: 'text', lines: ['a'], isCut: true});
});
