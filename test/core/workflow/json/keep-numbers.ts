import fc from 'fast-check';
import t from 'tap';
import {keepNumbers} from '../../../../source/core/workflow/json/keep-numbers.js';

t.test('numbers are written as they were read, wherever they have gone', async t => {
	const {value, stringify} = keepNumbers('{"a": 33.0, "b": [1E5, -0.0, 12345678901234567890, 1e400], "c": 7}');
	const {a, b, c} = value as Readonly<Record<string, unknown>>;
	t.equal(c, 7);
	t.equal(stringify({moved: {a}, list: b, c}).replaceAll(/\s+/g, ''), '{"moved":{"a":33.0},"list":[1E5,-0.0,12345678901234567890,1e400],"c":7}');
});

t.test('no text becomes a number', async t => {
	const text = String.raw`{"a": "33.0", "b": "#33.0", "##1.0": "say \"#2.0\"", "c": 4.0, "d": "\u0023\u0023\u00235.0"}`;
	const {value, stringify} = keepNumbers(text);
	t.same(JSON.parse(stringify(value)), JSON.parse(text));
	t.match(stringify(value), '"c": 4.0,');
});

t.test('any value is written as it was', async t => {
	fc.assert(fc.property(fc.jsonValue(), value => {
		const text = JSON.stringify(value, undefined, 2);
		const kept = keepNumbers(text);
		t.equal(kept.stringify(kept.value), text);
	}));
});
