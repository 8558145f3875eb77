import t from 'tap';
import {compareBytes, compareCsv, compareJson, compareText} from '../../source/testing/compare-contents.js';
import {renderLineDiff} from '../../source/testing/assertions/line-diff.js';
import {makeVisible} from '../../source/testing/assertions/make-visible.js';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

for (const [actual, expected, message] of [
	['', '', undefined],
	['é😀\n', 'é😀\n', undefined],
	['a\nb', 'a\nc', 'has "b" instead of "c" in line 2'],
	['a', 'a\n', 'ends before line 2, which should be ""'],
	['a\nb\n', 'a', 'continues after its expected end with line 2, "b"'],
	['', 'a', 'has "" instead of "a" in line 1'],
	[`${'x'.repeat(200)}`, 'a', `has "${'x'.repeat(80)}…" instead of "a" in line 1`],
] as const) {
	t.test(`the text ${JSON.stringify(actual.slice(0, 9))} against ${JSON.stringify(expected)}`, async t => {
		t.equal(compareText(encode(actual), expected)?.message, message);
	});
}

t.test('an expression that remembers its place finds the same twice', async t => {
	const expression = /b/gu;
	t.equal(compareText(encode('ab'), expression), undefined);
	t.equal(compareText(encode('ab'), expression), undefined);
	t.equal(compareText(encode('xyz'), /^b/u)?.message, 'has no text that matches /^b/u: "xyz"');
});

t.test('bytes are dumped from the row before the first difference', async t => {
	const actual = Uint8Array.from({length: 600}, (_, index) => index % 256);
	const expected = Uint8Array.from(actual);
	expected[300] = 0;
	t.equal(compareBytes(actual, actual), undefined);
	t.match(compareBytes(actual, expected), {message: 'differs from byte 300 on', actual: /^00000110 {2}10 11/u});
	t.equal(compareBytes(actual, expected)?.actual.split('\n').length, 8);
	t.match(compareBytes(new Uint8Array(), Uint8Array.of(1)), {message: 'has 0 bytes instead of 1 and differs from byte 0 on', actual: '', expected: '00000000  01'});
});

for (const [name, text, expected, isEqual] of [
	['keys in another order', '{"b":{"d":1,"c":2},"a":[]}', {a: [], b: {c: 2, d: 1}}, true],
	['an undefined field, which JSON does not write', '{"a":1}', {a: 1, b: undefined}, true],
	['a date, which JSON writes as text', '"2026-11-23T00:00:00.000Z"', new Date(Date.UTC(2026, 10, 23)), true],
	['items in another order', '[1,2]', [2, 1], false],
	['a number as text', '"1"', 1, false],
	['a key too many', '{"a":1,"b":2}', {a: 1}, false],
	['nothing at all', 'null', undefined, true],
	['no JSON', 'a,b', {}, false],
] as const) {
	t.test(`JSON with ${name} is ${isEqual ? 'equal' : 'not equal'}`, async t => {
		t.equal(compareJson(encode(text), expected) === undefined, isEqual);
	});
}

t.test('rows of CSV are compared as arrays, or by the names in the header', async t => {
	const file = encode('v1,v2\n1,x\n2,y\n');
	t.equal(compareCsv(file, [['v1', 'v2'], [1, 'x'], ['2', 'y']]), undefined);
	t.equal(compareCsv(file, [{v2: 'x', v1: 1}, {v1: 2, v2: 'y'}]), undefined);
	t.equal(compareCsv(file, [{v1: 1, v2: 'x'}])?.message, 'continues after its expected end with line 3, "2,y"');
	t.match(compareCsv(file, [{v1: 1, v3: 'x'}, {v1: 2, v2: 'y'}]), {expected: 'v1,v2\n1,,x\n2,y'});
	t.equal(compareCsv(encode(''), [['a']])?.message, 'has "" instead of "a" in line 1');
});

t.test('a difference is shown with the lines around it, a long one cut', async t => {
	const lines = Array.from({length: 20}, (_, index) => `line ${index + 1}`);
	t.equal(renderLineDiff(lines, lines), '');
	t.equal(renderLineDiff(lines, lines.with(9, 'other').toSpliced(11, 1)), [
		'--- expected', '+++ actual', '@@ -7,9 +7,8 @@',
		' line 7', ' line 8', ' line 9', '-line 10', '+other', ' line 11', '-line 12', ' line 13', ' line 14', ' line 15', '',
	].join('\n'));
	t.match(renderLineDiff([], lines), /^--- expected\n\+\+\+ actual\n@@ -1,0 \+1,20 @@\n\+line 1\n/u);
	const long = Array.from({length: 5000}, (_, index) => `a${index}`);
	t.match(renderLineDiff(long, long.map(line => `b${line}`)), /… 9940 more lines\n$/u);
});

t.test('what a terminal would obey or hide is written out', async t => {
	t.equal(makeVisible('a\tb\nc\r\u001B[2J\u0000\u009B1m'), String.raw`a	b
c\r\u{1b}[2J\0\u{9b}1m`);
	t.equal(makeVisible('a\u202Eb\u200Bc\u2028d\uD800e'), String.raw`a\u{202e}b\u{200b}c\u{2028}d\u{d800}e`);
	t.equal(makeVisible('é😀❤️'), 'é😀❤️');
});
