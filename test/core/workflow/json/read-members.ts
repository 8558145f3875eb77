import fc from 'fast-check';
import t from 'tap';
import {readMembers} from '../../../../source/core/workflow/json/read-members.js';

const rows: ReadonlyArray<{readonly of: string; readonly text: string; readonly members: Readonly<Record<string, string>>}> = [
	{of: 'numbers as they are written', text: '{"a": 33.0, "b":1E5 ,"c": -0.0,"d":12345678901234567890}', members: {a: '33.0', b: '1E5', c: '-0.0', d: '12345678901234567890'}},
	{of: 'texts with brackets, quotes and backslashes', text: String.raw`{"a": "}]\",{", "b\"\u0041": "\\"}`, members: {a: String.raw`"}]\",{"`, 'b"A': String.raw`"\\"`}},
	{of: 'lists and objects', text: ' {"a": [1, {"x": [ ]}],\n"b": {"c": {"d": "}"}}} ', members: {a: '[1, {"x": [ ]}]', b: '{"c": {"d": "}"}}'}},
	{of: 'a key written twice', text: '{"a": 1, "a": 2.0}', members: {a: '2.0'}},
	{of: 'words and nothing behind them', text: '{"a":true,"b":null}', members: {a: 'true', b: 'null'}},
	{of: 'an empty object', text: '{ }', members: {}},
	{of: 'a list', text: '["a"]', members: {}},
	{of: 'a text', text: '"a"', members: {}},
];

for (const {of, text, members} of rows) {
	t.test(`it finds the members of ${of}`, async t => {
		t.same(Object.fromEntries(readMembers(text)), members);
	});
}

t.test('a depth of 100,000 is no matter', async t => {
	const deep = '['.repeat(100_000) + ']'.repeat(100_000);
	t.equal(readMembers(`{"deep": ${deep}}`).get('deep'), deep);
});

t.test('every member of every object reads as JSON.parse reads it', async t => {
	fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom(undefined, 1, '\t'), (object, indent) => {
		const text = JSON.stringify(object, undefined, indent);
		const members = new Map(Object.entries(JSON.parse(text) as Record<string, unknown>));
		const read = readMembers(text);
		t.equal(read.size, members.size);
		for (const [key, value] of members) {
			t.strictSame(JSON.parse(read.get(key) ?? ''), value);
		}
	}));
});
