import fc from 'fast-check';
import t from 'tap';
import {scanJson} from '../../../../source/core/workflow/json/scan-json.js';
import {createPositionFinder} from '../../../../source/core/workflow/json/text-position.js';

const isAccepted = (text: string): boolean => {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
};

t.test('every kind of syntax error has a place and a sentence', async t => {
	const cases: ReadonlyArray<readonly [text: string, place: string, message: RegExp, hint?: RegExp]> = [
		['', '1:1', /^Expected a value, but the text ends\.$/],
		['{\n  "a": 1,\n}', '2:9', /^A comma stands before "}"\.$/, /Remove the comma/],
		['[1, 2,\n]', '1:6', /^A comma stands before "]"\.$/],
		['{"a": 1\n "b": 2}', '2:2', /^Expected "," or "}", but "\\"" follows\.$/],
		['{"a" 1}', '1:6', /^Expected ":" after a key, but "1" follows\.$/],
		['{a: 1}', '1:2', /^Expected a key in double quotes, but "a" follows\.$/],
		['{\'a\': 1}', '1:2', /^Expected a key in double quotes/, /double quotes/],
		['{"a": // no\n 1}', '1:7', /^Expected a value, but "\/" follows\.$/, /comment/],
		['{"a": 1} x', '1:10', /^Expected the end of the document, but "x" follows\.$/],
		['{"a": undefined}', '1:7', /^Expected a value, but "undefined" follows\.$/],
		['{"a": NaN}', '1:7', /"NaN" follows/],
		['{"a": 01}', '1:8', /^Expected "," or "}", but "1" follows\.$/],
		['{"a": -}', '1:7', /^Expected a value/],
		['{"a": "x\ny"}', '1:9', /^A text has a line break or control character/, /\\n/],
		[String.raw`{"a": "\x"}`, '1:8', /^A backslash in a text starts an escape/, /\\\\/],
		[String.raw`{"a": "\u12g4"}`, '1:8', /^A backslash in a text starts an escape/],
		['{"a": "\\', '1:8', /^A backslash in a text starts an escape/],
		['{"a": "x', '1:7', /^A text that starts here never ends/],
		['{"a": [1, {"b": 2}', '1:19', /^Expected "," or "]", but the text ends\.$/],
		['{"a":1}}', '1:8', /^Expected the end of the document/],
		['\uFFFD', '1:1', /^Expected a value/],
	];
	for (const [text, place, message, hint] of cases) {
		const {error} = scanJson(text);
		t.ok(error, text);
		const {line, column} = createPositionFinder(text)(error!.offset);
		t.equal(`${line}:${column}`, place, text);
		t.match(error!.message, message, text);
		if (hint !== undefined) {
			t.match(error!.hint, hint, text);
		}
	}
});

t.test('it accepts exactly what JSON.parse accepts', async t => {
	const piece = fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '"a"', '1', '-0.5e+3', '01', 'true', 'null', 'nul', '\\', String.raw`\u0041`, ' ', '\n', '\u0001', 'é', '.');
	fc.assert(fc.property(fc.array(piece, {maxLength: 12}).map(pieces => pieces.join('')), text => {
		t.equal(scanJson(text).error === undefined, isAccepted(text), JSON.stringify(text));
	}), {numRuns: 3000});
	fc.assert(fc.property(fc.json(), fc.nat(), (text, cut) => {
		const part = text.slice(0, cut % (text.length + 1));
		t.equal(scanJson(part).error === undefined, isAccepted(part), JSON.stringify(part));
	}), {numRuns: 1000});
});

t.test('a member is placed at its key, an item at its value', async t => {
	const text = '{"a": [10, {"b": 1}]}';
	const {root} = scanJson(text);
	const a = root!.parts!.get('a')!;
	t.equal(text.slice(a.offset, a.offset + 3), '"a"');
	t.equal(text[a.parts!.get(0)!.offset], '1');
	t.equal(text[a.parts!.get(1)!.offset], '{');
	t.equal(text.slice(a.parts!.get(1)!.parts!.get('b')!.offset, -3), '"b": 1');
});

t.test('keys written twice are told with their path, also when one is escaped', async t => {
	const text = String.raw`{"a": [{"x": 1, "\u0078": 2}], "a": 3}`;
	t.same(scanJson(text).duplicates.map(({path, offset}) => [path, offset]), [[['a', 0, 'x'], 16], [['a'], 31]]);
});

t.test('lists and objects may stand in each other 500 deep: whoever walks or writes a deeper value runs out of stack', async t => {
	const depth = 500;
	t.equal(scanJson('['.repeat(depth) + ']'.repeat(depth)).error, undefined);
	t.equal(scanJson('['.repeat(depth)).error?.offset, depth);
	const deep = 100_000;
	t.match(scanJson('['.repeat(deep) + ']'.repeat(deep)).error, {offset: depth, message: /500 deep/});
	t.match(scanJson('{"a":1,"a":'.repeat(deep) + '1' + '}'.repeat(deep)).error, {message: /500 deep/});
});

t.test('a bug of the caller is not told as a mistake in the document', async t => {
	t.throws(() => scanJson(undefined as unknown as string), TypeError);
});
