import t from 'tap';
import {coerceResult, formatPython} from '../../../../source/clouds/local/executor/python-text.js';

for (const [value, expected] of [
	['text', 'text'],
	[5, '5'],
	[true, 'True'],
	[null, 'None'],
	[['a', 1, false], '[\'a\', 1, False]'],
	[{'it\'s': 'a "b"\n', n: null}, String.raw`{"it's": 'a "b"\n', 'n': None}`],
	['don\'t "x"', 'don\'t "x"'],
	[['don\'t "x"'], String.raw`['don\'t "x"']`],
] as const) {
	t.test(`${JSON.stringify(value)} reads ${expected} in Python`, async t => {
		t.equal(formatPython(value), expected);
	});
}

t.test('a result is coerced as pydantic does, or refused', async t => {
	for (const value of [true, 1, '1', 'on', 'T', 'true', 'Y', 'YES']) {
		t.equal(coerceResult(value), 'True', String(value));
	}

	for (const value of [false, 0, '0', 'off', 'f', 'False', 'n', 'no']) {
		t.equal(coerceResult(value), 'False', String(value));
	}

	t.equal(coerceResult(null), 'None');
	for (const value of ['', 'ok', 2, 0.5, -1, [], {}, [true]]) {
		t.equal(coerceResult(value), undefined, JSON.stringify(value));
	}
});
