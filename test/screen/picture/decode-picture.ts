import {Buffer} from 'node:buffer';
import {deflateSync} from 'node:zlib';
import {encode} from 'fast-png';
import jpeg from 'jpeg-js';
import t from 'tap';
import {decodePicture} from '../../../source/screen/picture/decode-picture.js';
import {createChunk, createPng, type PngParts} from '../../support/create-png.js';

/** The colours of a picture, pixel by pixel, or why there are none. */
const look = async (format: 'png' | 'jpeg', bytes: Uint8Array): Promise<string> => {
	const decoded = await decodePicture(format, bytes);
	if ('problem' in decoded) {
		return decoded.problem;
	}

	const {width, height, rgb} = decoded.pixels;
	const colors = Array.from({length: width * height}, (_, pixel) => Buffer.from(rgb.subarray(pixel * 3, (pixel * 3) + 3)).toString('hex'));
	return `${width}x${height} ${colors.join(' ')}`;
};

const palette = createChunk('PLTE', Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255));

const kinds: ReadonlyArray<[title: string, parts: PngParts, expected: string]> = [
	['colours', {width: 2, height: 1, depth: 8, color: 2, rows: [0, 1, 2, 3, 255, 254, 253]}, '2x1 010203 fffefd'],
	['colours of 16 bits', {width: 1, height: 1, depth: 16, color: 2, rows: [0, 255, 255, 128, 0, 0, 0]}, '1x1 ff7f00'],
	['alpha on white', {width: 2, height: 1, depth: 8, color: 6, rows: [0, 9, 9, 9, 0, 0, 0, 0, 255]}, '2x1 ffffff 000000'],
	['grey and alpha', {width: 2, height: 1, depth: 8, color: 4, rows: [0, 0, 128, 64, 255]}, '2x1 7f7f7f 404040'],
	['grey', {width: 2, height: 2, depth: 8, color: 0, rows: [0, 0, 255, 2, 1, 0]}, '2x2 000000 ffffff 010101 ffffff'],
	['grey of 1 bit, with a row that is no whole byte', {width: 3, height: 2, depth: 1, color: 0, rows: [0, 0b1010_0000, 0, 0b0100_0000]}, '3x2 ffffff 000000 ffffff 000000 ffffff 000000'],
	['grey of 2 bits', {width: 4, height: 1, depth: 2, color: 0, rows: [0, 0b0001_1011]}, '4x1 000000 555555 aaaaaa ffffff'],
	['a palette', {width: 3, height: 1, depth: 8, color: 3, more: [palette], rows: [0, 2, 1, 0]}, '3x1 0000ff 00ff00 ff0000'],
	['a palette of 4 bits', {width: 3, height: 1, depth: 4, color: 3, more: [palette], rows: [0, 0x21, 0x00]}, '3x1 0000ff 00ff00 ff0000'],
	['a palette with a colour that is clear', {width: 2, height: 1, depth: 8, color: 3, more: [palette, createChunk('tRNS', Uint8Array.of(0))], rows: [0, 0, 1]}, '2x1 ffffff 00ff00'],
	['a grey that is clear', {width: 2, height: 1, depth: 8, color: 0, more: [createChunk('tRNS', Uint8Array.of(0, 7))], rows: [0, 7, 8]}, '2x1 ffffff 080808'],
	['a colour that is clear', {width: 3, height: 1, depth: 8, color: 2, more: [createChunk('tRNS', Uint8Array.of(0, 1, 0, 2, 0, 3))], rows: [0, 1, 2, 3, 1, 2, 4, 1, 1, 3]}, '3x1 ffffff 010204 010103'],
	['rows in seven passes', {width: 2, height: 2, depth: 8, color: 0, isInterlaced: true, rows: [0, 10, 0, 20, 0, 30, 40]}, '2x2 0a0a0a 141414 1e1e1e 282828'],
];

for (const [title, parts, expected] of kinds) {
	t.test(`PNG: ${title}`, async t => {
		t.equal(await look('png', createPng(parts)), expected);
	});
}

t.test('JPEG', async t => {
	const {data} = jpeg.encode({width: 8, height: 8, data: Buffer.alloc(256, Buffer.from([255, 0, 0, 255]))}, 100);
	t.match(await look('jpeg', data), /^8x8 (?:f[e-f]0000 ?)+$/u);
});

t.test('a broken picture is a sentence', async t => {
	const whole = createPng({width: 2, height: 2, depth: 8, color: 0, rows: [0, 0, 255, 0, 1, 2]});
	t.equal(await look('png', whole.subarray(0, -8)), 'The picture cannot be shown: it ends too soon.');
	t.equal(await look('png', createPng({width: 2, height: 2, depth: 1, color: 0, isInterlaced: true, rows: [0, 0]})), 'The picture cannot be shown: interlaced pictures of fewer than 8 bits are not shown.');
	t.equal(await look('png', createPng({width: 1, height: 1, depth: 8, color: 3, more: [palette], rows: [0, 9]})), 'The picture cannot be shown: it has a colour that is not in its palette.');
	for (const bytes of [
		createPng({width: 2, height: 5, depth: 8, color: 0, rows: [0, 0, 255]}), createPng({width: 1, height: 1, depth: 3, color: 0, rows: [0, 1]}), createPng({width: 1, height: 1, depth: 8, color: 5, rows: [0, 1]}),
		createPng({width: 1, height: 1, depth: 8, color: 0, rows: []}), Buffer.concat([whole.subarray(0, 8), createChunk('IEND', new Uint8Array(0))]),
		Buffer.from(whole).fill(7, 43, 50), new Uint8Array(0),
	]) {
		t.match(await look('png', bytes), /^The picture cannot be shown: [^\n]+[^.]\.$/u);
	}

	for (const bytes of [Uint8Array.of(0xFF, 0xD8, 0xFF, 0xE0), new Uint8Array(0), Buffer.from('\u00FF\u00D8\u00FF\u00DB\0\u0043\0', 'latin1')]) {
		t.match(await look('jpeg', bytes), /^The picture cannot be shown: [^\n]+[^.]\.$/u);
	}
});

t.test('what unpacks to more than its size says is refused before a decoder sees it', async t => {
	const packed = (size: number): Uint8Array => createChunk('IDAT', deflateSync(new Uint8Array(size)));
	const small = createPng({width: 10, height: 10, depth: 8, color: 0, rows: []});
	const bomb = Buffer.concat([small.subarray(0, 33), packed(50_000_000), createChunk('IEND', new Uint8Array(0))]);
	t.ok(bomb.length < 100_000);
	t.match(await look('png', bomb), /^The picture cannot be shown: Cannot create a Buffer larger than \d+ bytes\.$/u);
	const profile = createChunk('iCCP', Buffer.concat([Buffer.from('x\0\0'), deflateSync(new Uint8Array(50_000_000))]));
	t.equal(await look('png', createPng({width: 1, height: 1, depth: 8, color: 0, more: [profile, createChunk('tEXt', Buffer.from('no end'))], rows: [0, 5]})), '1x1 050505', 'and profiles are not unpacked');
});

t.test('a JPEG of very many scans takes no time', async t => {
	t.equal(await look('jpeg', Buffer.alloc(1000, Buffer.from([0xFF, 0xDA]))), 'The picture cannot be shown: it has too many scans.');
});

t.test('pictures as programs write them', async t => {
	const data = Uint8Array.from({length: 300 * 200 * 3}, (_, index) => index % 251);
	const decoded = await decodePicture('png', encode({width: 300, height: 200, data, channels: 3}));
	t.ok('pixels' in decoded && Buffer.from(decoded.pixels.rgb).equals(data));
});
