import fc from 'fast-check';
import t from 'tap';
import {formatJson} from '../../../source/core/preview/format-json.js';

t.test('what JSON says stays the same', async t => {
	fc.assert(fc.property(fc.json({maxDepth: 6}), text => {
		t.strictSame(JSON.parse(formatJson(text).join('\n')), JSON.parse(text));
	}));
});

t.test('numbers and keys stay as they are written', async t => {
	t.strictSame(formatJson('{"a":1.0,"a":12345678901234567890,"b":1E5}'), ['{', '  "a": 1.0,', '  "a": 12345678901234567890,', '  "b": 1E5', '}']);
	t.strictSame(formatJson(String.raw`{"a\"}":"\\"}`), ['{', String.raw`  "a\"}": "\\"`, '}']);
});

t.test('a short list stays on a line, a long one or one of others does not', async t => {
	t.strictSame(formatJson('[1,2,"three",[]]'), ['[', '  1,', '  2,', '  "three",', '  []', ']']);
	t.strictSame(formatJson('[1, 2]'), ['[1, 2]']);
	t.strictSame(formatJson('{}'), ['{}']);
	t.equal(formatJson(JSON.stringify(Array.from({length: 50}, (_, index) => index))).length, 52);
	for (const [digits, lineCount] of [[71, 1], [72, 3]] as const) {
		t.equal(formatJson(`[${'1'.repeat(digits - 1)}]`).length, lineCount, 'its end may be what makes it too long');
	}

	t.strictSame(formatJson('{"a": {}, "b": []}'), ['{', '  "a": {},', '  "b": []', '}']);
});

t.test('several values in a row stand below each other', async t => {
	t.strictSame(formatJson('{"a":1}\n{"a":2}\n'), ['{', '  "a": 1', '}', '{', '  "a": 2', '}']);
});

t.test('what is no JSON is laid out as far as it goes', async t => {
	t.strictSame(formatJson('{"a": [1, 2'), ['{', '  "a": [', '    1,', '    2']);
	t.strictSame(formatJson('}}] "open'), ['}', '}', ']', '"open']);
	t.strictSame(formatJson(''), []);
});

t.test('deep nesting does not blow the lines up', async t => {
	const lines = formatJson('['.repeat(10_000));
	t.equal(lines.length, 10_000);
	t.ok(lines.every(line => line.length <= 81));
});
