import fc from 'fast-check';
import t from 'tap';
import {decodeEscapes} from '../../../source/core/text/decode-escapes.js';

const rows: ReadonlyArray<readonly [text: string, decoded: string | undefined]> = [
	['nothing to decode', undefined],
	[String.raw`100 % & \o/ &unknown; %zz \u12`, undefined],
	['%41%2fb', 'A/b'],
	['%C3%A4', 'ä'],
	['%ff%41', 'ÿA'],
	[String.raw`\u002b\x2f\/\"\n`, '+//" '],
	['&#43;&#x2F;&amp;&LT;', '+/&<'],
	['&#9999999;', '\uFFFD'],
];

for (const [text, decoded] of rows) {
	t.test(`${text} says ${decoded ?? 'what it says'}`, async t => {
		t.equal(decodeEscapes(text, false)?.text, decoded);
	});
}

t.test('blanks become one where they matter', async t => {
	t.equal(decodeEscapes('a \t b', false), undefined);
	t.equal(decodeEscapes('a \t b', true)?.text, 'a b');
	t.equal(decodeEscapes('a b', true), undefined);
});

t.test('each character is told where it stood, in order and without a gap', async () => {
	const piece = fc.constantFrom('%41', '%c3%a4', String.raw`\u0041`, '&amp;', 'x', '  ', '%', '\\', '&');
	fc.assert(fc.property(fc.array(piece), pieces => {
		const text = pieces.join('');
		const decoded = decodeEscapes(text, true);
		if (decoded === undefined) {
			return true;
		}

		const {starts, ends} = decoded;
		return starts.length === decoded.text.length && ends.length === starts.length && (starts.length === 0 || (starts[0] === 0 && ends.at(-1) === text.length))
			&& starts.every((start, index) => index === 0 || start === ends[index - 1] || start === starts[index - 1]);
	}));
});
